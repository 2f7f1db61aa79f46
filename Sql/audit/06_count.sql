-- How many rows of each batch which transaction wrote. It takes a third of the audit's time and waits for nothing: so it is
-- counted on a connection of its own, in the audit's snapshot, by one process, while the stages run. Stage 58 asks for the
-- result.
WITH provided AS (
  SELECT batch_id, xmin AS transaction, count(*) AS rows FROM collection_event WHERE kind >= 'provision' GROUP BY batch_id, xmin
)
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
SELECT 'collection_event', e.batch_id, e.transaction, false, e.rows - coalesce(p.rows, 0)
  FROM (SELECT batch_id, xmin AS transaction, count(*) AS rows FROM collection_event GROUP BY batch_id, xmin) e
  LEFT JOIN provided p USING (batch_id, transaction)
 WHERE e.rows > coalesce(p.rows, 0)
 UNION ALL
SELECT 'collection_event', batch_id, transaction, true, rows FROM provided
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
