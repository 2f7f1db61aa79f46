-- Rows in force that took the place of a bought row, however many corrections ago. A correction says something new of
-- a record; it does not make it one that was never bought.
DELETE FROM audit_bought;
INSERT INTO audit_bought (batch_id, line)
WITH RECURSIVE heir AS (
  SELECT s.by_batch_id, s.by_line
    FROM supersession s JOIN batch b USING (batch_id)
   WHERE b.origin = 'purchased'
   UNION
  SELECT s.by_batch_id, s.by_line
    FROM supersession s JOIN heir h ON (h.by_batch_id, h.by_line) = (s.batch_id, s.line)
)
SELECT by_batch_id, by_line FROM heir;
ANALYZE audit_bought;
