-- Fails loudly if 0004_inquiry does not hold what it promises.
DO $$
DECLARE
  kept text;
BEGIN
  FOREACH kept IN ARRAY ARRAY['inquiry', 'inquiry_due', 'inquiry_event', 'letter', 'redaction', 'incident', 'exposure'] LOOP
    BEGIN
      EXECUTE format('DELETE FROM %I', kept);
      RAISE EXCEPTION 'the table % must not be removable from', kept;
    EXCEPTION WHEN restrict_violation THEN NULL;
    END;
  END LOOP;
  BEGIN
    INSERT INTO inquiry (case_no, received_at, channel, language, law, asks, message, given, actor)
    VALUES ('Q-1970-000000', now(), 'letter', 'ja', 'appi', '{}', '', '{}', 'verify');
    INSERT INTO letter (case_no, stage, kind, language, subject, body_text, body_html, sha256, send_by, run_id, letter_date, actor)
    VALUES ('Q-1970-000000', 'answer', 'traced', 'ja', '', '', '', sha256(''), 'post', NULL, current_date, 'verify');
    RAISE EXCEPTION 'an answer before the identity is settled must be refused';
  EXCEPTION WHEN restrict_violation THEN NULL;
  END;
  PERFORM 1 FROM inquiry_state LIMIT 0;
END $$;
