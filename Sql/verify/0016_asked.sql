-- Fails loudly if 0016_asked does not hold what it promises.
DO $$
BEGIN
  INSERT INTO inquiry (case_no, received_at, channel, language, law, asks, message, given, actor)
  VALUES ('Q-0000-000016', now(), 'email', 'ja', 'appi', '{source}', 'm', '{}', 'verify');
  INSERT INTO inquiry_event (case_no, kind, actor, ask) VALUES ('Q-0000-000016', 'asked', 'verify', 'erase');
  IF (SELECT asks FROM inquiry_state WHERE case_no = 'Q-0000-000016') <> '{source,erase}' THEN
    RAISE EXCEPTION 'a question that was added is not among those asked';
  END IF;
  BEGIN
    INSERT INTO inquiry_event (case_no, kind, actor, ask) VALUES ('Q-0000-000016', 'asked', 'verify', 'everything');
    RAISE EXCEPTION 'a question that no letter answers was taken';
  EXCEPTION WHEN check_violation THEN NULL;
  END;
  RAISE EXCEPTION 'undone' USING ERRCODE = 'YU000';
EXCEPTION WHEN SQLSTATE 'YU000' THEN NULL;
END $$;
