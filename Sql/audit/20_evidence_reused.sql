-- Settlement ids and tracking numbers that stand behind orders of different customers of one mall.
-- Such an id corroborates none of them. The mall is part of the key, so equal numbers of two malls do not meet.
-- For this stage alone: memory, so that millions of groups that hardly ever meet are hashed without a disk; and no
-- splitting of a scan, so that the two halves below run beside each other.
SET LOCAL work_mem = '512MB';
SET LOCAL min_parallel_table_scan_size = '1TB';
DROP TABLE IF EXISTS audit_evidence_reused;
CREATE UNLOGGED TABLE audit_evidence_reused AS
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
ANALYZE audit_evidence_reused;
COMMENT ON TABLE audit_evidence_reused IS 'Stage 20 of the last audit: evidence that stands behind several customers.';
