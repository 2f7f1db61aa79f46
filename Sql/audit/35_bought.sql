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

-- The records that something bought stands behind: a file, a row that took the place of a bought one, a provision.
-- Where there is nothing bought, nothing is read.
DELETE FROM audit_bought_customer;
INSERT INTO audit_bought_customer (customer_key)
SELECT c.customer_key FROM batch b JOIN customer c USING (batch_id) WHERE b.origin = 'purchased'
UNION
SELECT c.customer_key FROM audit_bought x JOIN customer c USING (batch_id, line)
UNION
SELECT e.customer_key FROM batch b JOIN collection_event e USING (batch_id)
 WHERE b.origin = 'purchased' AND e.customer_key IS NOT NULL
UNION
SELECT e.customer_key FROM audit_bought x JOIN collection_event e USING (batch_id, line)
 WHERE e.customer_key IS NOT NULL
UNION
SELECT e.customer_key FROM audit_provision p JOIN collection_event e ON e.source_id = p.provision_id
 WHERE p.bought AND e.kind >= 'provision' AND e.customer_key IS NOT NULL
UNION
SELECT e.customer_key FROM audit_bought x JOIN provision p USING (batch_id, line) JOIN collection_event e ON e.source_id = p.provision_id
 WHERE e.kind >= 'provision' AND e.customer_key IS NOT NULL;
ANALYZE audit_bought_customer;
