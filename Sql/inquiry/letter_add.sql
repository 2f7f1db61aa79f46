-- Letters as they were written, in the order given.
INSERT INTO letter (case_no, stage, kind, language, subject, body_text, body_html, sha256, send_to, send_by, run_id,
                    letter_date, actor)
SELECT s.case_no, s.stage, s.kind, s.language, s.subject, s.body_text, s.body_html,
       sha256(convert_to(s.body_text, 'UTF8')), s.send_to, s.send_by, s.run_id, s.letter_date, :actor
  FROM unnest(:cases::text[], :stages::text[], :kinds::text[], :languages::text[], :subjects::text[], :texts::text[],
              :pages::text[], :send_to::text[], :send_by::text[], :runs::integer[], :dates::date[]) WITH ORDINALITY
       AS s (case_no, stage, kind, language, subject, body_text, body_html, send_to, send_by, run_id, letter_date, ordinal)
 ORDER BY s.ordinal
RETURNING letter_id, stage, body_text
