-- Settlement ids and tracking numbers that stand behind orders of different customers of one mall.
-- Such an id corroborates none of them. The mall is part of the key, so equal numbers of two malls do not meet.
-- For this stage alone: memory, so that millions of groups that hardly ever meet are hashed without a disk; and no
-- splitting of a scan, so that the two halves below run beside each other.
SET LOCAL work_mem = '512MB';
SET LOCAL min_parallel_table_scan_size = '1TB';
DROP TABLE IF EXISTS audit_evidence_found;
CREATE UNLOGGED TABLE audit_evidence_found AS
SELECT 'settlement' AS evidence, settlement_key AS evidence_key
  FROM collection_event
 WHERE settlement_key IS NOT NULL AND customer_key IS NOT NULL
 GROUP BY settlement_key HAVING min(customer_key) <> max(customer_key)
UNION ALL
SELECT 'shipment', tracking_key
  FROM collection_event
 WHERE tracking_key IS NOT NULL AND customer_key IS NOT NULL
 GROUP BY tracking_key HAVING min(customer_key) <> max(customer_key);
SET LOCAL work_mem = '64MB';
SET LOCAL min_parallel_table_scan_size = '8MB';
COMMENT ON TABLE audit_evidence_found IS 'Stage 20 of the last audit: what goes into audit_evidence_reused.';

-- A trail reads this table. So its rows are replaced and not the table, which nobody could read until the audit
-- ends; and it is a logged one, which a crash of the server does not empty.
DELETE FROM audit_evidence_reused;
INSERT INTO audit_evidence_reused SELECT * FROM audit_evidence_found;
ANALYZE audit_evidence_reused;
