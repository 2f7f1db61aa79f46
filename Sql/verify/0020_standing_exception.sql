-- Fails loudly if 0020_standing_exception does not hold what it promises.
DO $$
BEGIN
  PERFORM customer_key, verdict, approver, reason, evidence, granted_at FROM standing_exception LIMIT 1;
  IF EXISTS (SELECT FROM exception x JOIN customer c USING (customer_key) WHERE x.batch_id IS NULL OR x.line IS NULL) THEN
    RAISE EXCEPTION 'an exception does not say of which row it is';
  END IF;
END $$;
