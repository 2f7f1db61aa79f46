-- Records without any event, and events that name a record which is not there: one pass over both keys in their order,
-- in two halves. What remains has both sides.
CREATE OR REPLACE FUNCTION audit_unmatched_keys(low bigint, high bigint)
RETURNS TABLE (customer_key bigint, of_event boolean) LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(c.customer_key, e.customer_key), c.customer_key IS NULL
    FROM (SELECT customer_key FROM customer WHERE customer_key BETWEEN low AND high) c
    FULL JOIN (SELECT customer_key FROM collection_event WHERE customer_key BETWEEN low AND high) e
      ON e.customer_key = c.customer_key
   WHERE c.customer_key IS NULL OR e.customer_key IS NULL
$$;
COMMENT ON FUNCTION audit_unmatched_keys IS 'Stage 36 of an audit, for the keys from low to high: records without an event, and events without their record.';

SET LOCAL enable_hashjoin = off;
SET LOCAL min_parallel_table_scan_size = '1TB';
SET LOCAL min_parallel_index_scan_size = '1TB';
DROP TABLE IF EXISTS audit_unmatched;
CREATE UNLOGGED TABLE audit_unmatched AS
SELECT * FROM audit_unmatched_keys(-9223372036854775808, -1)
UNION ALL
SELECT * FROM audit_unmatched_keys(0, 9223372036854775807);
SET LOCAL enable_hashjoin = on;
SET LOCAL min_parallel_table_scan_size = '8MB';
SET LOCAL min_parallel_index_scan_size = '512kB';
ANALYZE audit_unmatched;
COMMENT ON TABLE audit_unmatched IS 'Stage 36 of the last audit: records without an event, and events without their record (one row an event).';
