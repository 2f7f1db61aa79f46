-- The erasure is done in these cases too; the person is told in the one that asked for it.
INSERT INTO inquiry_event (case_no, kind, actor, ask, note, last_batch)
SELECT c.case_no, 'fulfilled', session_user, 'erase', 'erased with case ' || :case::text, (SELECT coalesce(max(batch_id), 0) FROM batch)
  FROM unnest(:also::text[]) c (case_no)
 ORDER BY c.case_no
