-- An exception is a decision about a record as it was: with this verdict, from this line of this file. It does not cover
-- what the record becomes. (A corrected file keeps the rows that it does not change.)
ALTER TABLE exception ADD COLUMN verdict verdict, ADD COLUMN batch_id integer, ADD COLUMN line integer;
COMMENT ON COLUMN exception.verdict IS 'The verdict that the record had when it was granted.';
COMMENT ON COLUMN exception.batch_id IS 'The file that the record was of then.';
COMMENT ON COLUMN exception.line IS 'The line of that file.';

-- Those that were granted before are taken to be about the records as they are.
UPDATE exception x SET verdict = v.verdict, batch_id = c.batch_id, line = c.line
  FROM customer c LEFT JOIN customer_verdict v USING (customer_key)
 WHERE c.customer_key = x.customer_key;

CREATE VIEW standing_exception AS
SELECT x.customer_key, x.verdict, x.approver, x.reason, x.evidence, x.granted_at
  FROM exception x JOIN customer c USING (customer_key, batch_id, line);
COMMENT ON VIEW standing_exception IS 'The exceptions whose record is still the one that they were granted for. One covers it while its verdict is the same, too.';
COMMENT ON COLUMN standing_exception.customer_key IS 'The customer record.';
COMMENT ON COLUMN standing_exception.verdict IS 'The verdict that it covers.';
COMMENT ON COLUMN standing_exception.approver IS 'Who approved it.';
COMMENT ON COLUMN standing_exception.reason IS 'Why.';
COMMENT ON COLUMN standing_exception.evidence IS 'On what evidence.';
COMMENT ON COLUMN standing_exception.granted_at IS 'When.';
