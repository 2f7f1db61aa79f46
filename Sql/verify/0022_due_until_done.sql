-- Fails loudly if 0022_due_until_done does not hold what it promises.
DO $$
BEGIN
  PERFORM case_no, state, waiting_for, due_on, act_by FROM inquiry_state LIMIT 1;
  IF pg_get_viewdef('inquiry_state'::regclass) NOT LIKE '%stated_at%' THEN
    RAISE EXCEPTION 'an extension does not move the day of a result';
  END IF;
END $$;
