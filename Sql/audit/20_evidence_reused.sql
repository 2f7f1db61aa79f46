-- Settlement ids and tracking numbers that stand behind orders of different customers of one mall.
-- Such an id corroborates none of them. The mall is part of the key, so equal numbers of two malls do not meet; a
-- guest order is no other customer's. What was used twice before one of the two was erased stays so.
--
-- Only numbers that are marked as repeated can be reused: a unique index keeps the others apart (migration 0002). Of
-- each marked number all events are looked at, the marked ones and the one that is not.
DROP TABLE IF EXISTS audit_evidence_found;
CREATE UNLOGGED TABLE audit_evidence_found AS
WITH settlement AS MATERIALIZED (
  SELECT settlement_key AS key, min(customer_key) AS low, max(customer_key) AS high
    FROM collection_event
   WHERE settlement_key IS NOT NULL AND settlement_repeats
   GROUP BY settlement_key
), tracking AS MATERIALIZED (
  SELECT tracking_key AS key, min(customer_key) AS low, max(customer_key) AS high
    FROM collection_event
   WHERE tracking_key IS NOT NULL AND tracking_repeats
   GROUP BY tracking_key
)
SELECT 'settlement' AS evidence, a.key AS evidence_key
  FROM settlement a
  LEFT JOIN collection_event e ON e.settlement_key = a.key AND NOT e.settlement_repeats
 WHERE least(a.low, e.customer_key) <> greatest(a.high, e.customer_key)
UNION ALL
SELECT 'shipment', a.key
  FROM tracking a
  LEFT JOIN collection_event e ON e.tracking_key = a.key AND NOT e.tracking_repeats
 WHERE least(a.low, e.customer_key) <> greatest(a.high, e.customer_key)
 UNION
SELECT x.evidence, x.evidence_key FROM evidence_erased x;
COMMENT ON TABLE audit_evidence_found IS 'Stage 20 of the last audit: what goes into audit_evidence_reused.';

-- A trail reads this table. So its rows are replaced and not the table, which nobody could read until the audit
-- ends; and it is a logged one, which a crash of the server does not empty.
DELETE FROM audit_evidence_reused;
INSERT INTO audit_evidence_reused SELECT * FROM audit_evidence_found;
ANALYZE audit_evidence_reused;
