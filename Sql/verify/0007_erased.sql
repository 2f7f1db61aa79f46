-- Fails loudly if 0007_erased does not hold what it promises.
DO $$
BEGIN
  INSERT INTO inquiry (case_no, received_at, channel, language, law, asks, message, given, actor)
  VALUES ('Q-1970-000000', now(), 'letter', 'ja', 'appi', '{}', '', '{}', 'verify');
  BEGIN
    INSERT INTO inquiry_event (case_no, kind, actor, person_kind, person_ids)
    VALUES ('Q-1970-000000', 'person', 'verify', 'erased', '{}');
    RAISE EXCEPTION 'that somebody was erased must name the erasure';
  EXCEPTION WHEN check_violation THEN NULL;
  END;
  BEGIN
    INSERT INTO inquiry_event (case_no, kind, actor, person_kind, person_ids)
    VALUES ('Q-1970-000000', 'person', 'verify', 'forgotten', '{}');
    RAISE EXCEPTION 'a kind of person that nobody knows must be refused';
  EXCEPTION WHEN check_violation THEN NULL;
  END;
  INSERT INTO inquiry_event (case_no, kind, actor, person_kind, person_ids)
  VALUES ('Q-1970-000000', 'person', 'verify', 'erased', '{place:0}');
  RAISE EXCEPTION USING ERRCODE = 'YV007';
EXCEPTION WHEN SQLSTATE 'YV007' THEN NULL;
END $$;
