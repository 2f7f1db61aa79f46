-- Fails loudly if 0006_desk does not hold what it promises.
DO $$
BEGIN
  PERFORM guest_orders, received_orders, apart FROM inquiry_event LIMIT 0;
  BEGIN
    INSERT INTO inquiry (case_no, received_at, channel, language, law, asks, message, given, actor)
    VALUES ('Q-1970-000000', now(), 'letter', 'ja', 'appi', '{}', '', '{}', 'verify');
    INSERT INTO inquiry_event (case_no, kind, actor, person_kind, person_ids, apart)
    VALUES ('Q-1970-000000', 'person', 'verify', 'customer', '{C}', '{D}');
    RAISE EXCEPTION 'that somebody is another person must be said with a reason';
  EXCEPTION WHEN check_violation THEN NULL;
  END;
END $$;
