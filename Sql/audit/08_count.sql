-- How many rows of each batch which transaction wrote. It takes as long as a third of the audit and waits for nothing: so it
-- is counted on a connection of its own, in the audit's snapshot, from the first stage on, by one process; stage 57 asks for
-- the result.
SELECT coalesce(json_agg(json_build_object('table_name', table_name, 'batch_id', batch_id, 'transaction', transaction::text,
                                           'of_provision', of_provision, 'rows', rows)), '[]')::text
  FROM (
SELECT 'customer' AS table_name, batch_id, xmin AS transaction, false AS of_provision, count(*) AS rows
  FROM customer GROUP BY batch_id, xmin
 UNION ALL
SELECT 'customer_record', batch_id, xmin, false, count(*) FROM customer_record GROUP BY batch_id, xmin
 UNION ALL
SELECT 'record_salt', batch_id, xmin, false, count(*) FROM record_salt GROUP BY batch_id, xmin
 UNION ALL
SELECT 'collection_event', batch_id, xmin, kind >= 'provision', count(*)
  FROM collection_event GROUP BY batch_id, xmin, kind >= 'provision'
 UNION ALL
SELECT 'collection_record', batch_id, xmin, false, count(*) FROM collection_record GROUP BY batch_id, xmin
 UNION ALL
SELECT 'mall_name', batch_id, xmin, false, count(*) FROM mall_name GROUP BY batch_id, xmin
 UNION ALL
SELECT 'merchant_name', batch_id, xmin, false, count(*) FROM merchant_name GROUP BY batch_id, xmin
 UNION ALL
SELECT 'tenancy', batch_id, xmin, false, count(*) FROM tenancy GROUP BY batch_id, xmin
 UNION ALL
SELECT 'affiliate', batch_id, xmin, false, count(*) FROM affiliate GROUP BY batch_id, xmin
 UNION ALL
SELECT 'provision', batch_id, xmin, false, count(*) FROM provision GROUP BY batch_id, xmin) counted
