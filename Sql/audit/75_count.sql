-- How many rows of each batch which transaction wrote. It takes a quarter of the audit's time: so it is counted on a connection
-- of its own, in the audit's snapshot, beside the stages that have work for one process only, from 57 on. Stage 80 asks for the
-- result.
--
-- Where every row is as its import wrote it, one sum tells: of a mark for each row, made of its transaction and of a number
-- that is drawn for this run. It is less than half the work of counting by batch and transaction, which is done, table by
-- table, only where the sum is not what the batches say: rows written again, removed or added, batches from before the ledger,
-- an adoption. Other rows, or as many by another transaction, give the same sum once in four billion runs.
--
-- Provisions are counted by batch in any case: an import of the provision's own file may write their events again.
WITH drawn AS MATERIALIZED (
  SELECT (random() * 4294967295 - 2147483648)::integer AS number
), provided AS MATERIALIZED (
  SELECT batch_id, xmin AS transaction, count(*) AS rows FROM collection_event WHERE kind >= 'provision' GROUP BY batch_id, xmin
), wanted AS MATERIALIZED (
  -- The rows of each batch, less what was corrected since, less what was erased. A batch has rows of one kind; the
  -- corrections of a batch of neither are of malls, tenancies and the like.
  SELECT n.table_name, b.batch_id, b.transaction, n.rows
    FROM batch_rows b
    LEFT JOIN (SELECT batch_id, count(*) AS rows FROM supersession GROUP BY batch_id) s USING (batch_id)
    LEFT JOIN (SELECT batch_id, sum(customers) AS customers, sum(events) AS events FROM erased_rows GROUP BY batch_id) z USING (batch_id)
   CROSS JOIN LATERAL (
         SELECT CASE WHEN b.customers > 0 THEN b.customers - coalesce(s.rows, 0) - coalesce(z.customers, 0) ELSE 0 END AS customers,
                CASE WHEN b.events > 0 THEN b.events - coalesce(s.rows, 0) - coalesce(z.events, 0) ELSE 0 END AS events) w
   CROSS JOIN LATERAL (
         VALUES ('customer', w.customers), ('customer_record', w.customers), ('record_salt', w.customers),
                ('collection_record', w.events), ('collection_event', w.events)) n (table_name, rows)
), imported AS MATERIALIZED (
  -- The same without the rows of provisions.
  SELECT w.table_name, w.batch_id, w.transaction,
         w.rows - CASE w.table_name WHEN 'collection_event'
                    THEN (SELECT coalesce(sum(p.rows), 0) FROM provided p WHERE p.batch_id = w.batch_id) ELSE 0 END AS rows
    FROM wanted w
), found AS MATERIALIZED (
  SELECT 'customer' AS table_name, sum(hashint4(age(xmin) # (SELECT number FROM drawn))) AS mark FROM customer
   UNION ALL
  SELECT 'customer_record', sum(hashint4(age(xmin) # (SELECT number FROM drawn))) FROM customer_record
   UNION ALL
  SELECT 'record_salt', sum(hashint4(age(xmin) # (SELECT number FROM drawn))) FROM record_salt
   UNION ALL
  SELECT 'collection_record', sum(hashint4(age(xmin) # (SELECT number FROM drawn))) FROM collection_record
   UNION ALL
  SELECT 'collection_event', e.mark - coalesce(p.mark, 0)
    FROM (SELECT sum(hashint4(age(xmin) # (SELECT number FROM drawn))) AS mark FROM collection_event) e
   CROSS JOIN (SELECT sum(rows * hashint4(age(transaction) # (SELECT number FROM drawn))) AS mark
                 FROM provided) p
), same AS MATERIALIZED (
  SELECT table_name FROM found f
   WHERE coalesce(f.mark, 0)
         = (SELECT coalesce(sum(i.rows * hashint4(age(i.transaction) # (SELECT number FROM drawn))), 0)
              FROM imported i WHERE i.table_name = f.table_name)
)
SELECT json_build_object(
         'wanted', (SELECT coalesce(json_agg(json_build_object('table_name', table_name, 'batch_id', batch_id, 'rows', rows)), '[]')
                      FROM wanted),
         'rows', (SELECT coalesce(json_agg(json_build_object('table_name', table_name, 'batch_id', batch_id,
                                             'transaction', transaction::text, 'of_provision', of_provision, 'rows', rows)), '[]')
  FROM (
SELECT table_name, batch_id, transaction, false AS of_provision, rows FROM imported JOIN same USING (table_name) WHERE rows <> 0
 UNION ALL
SELECT 'customer', batch_id, xmin, false, count(*)
  FROM customer WHERE NOT EXISTS (SELECT FROM same WHERE table_name = 'customer') GROUP BY batch_id, xmin
 UNION ALL
SELECT 'customer_record', batch_id, xmin, false, count(*)
  FROM customer_record WHERE NOT EXISTS (SELECT FROM same WHERE table_name = 'customer_record') GROUP BY batch_id, xmin
 UNION ALL
SELECT 'record_salt', batch_id, xmin, false, count(*)
  FROM record_salt WHERE NOT EXISTS (SELECT FROM same WHERE table_name = 'record_salt') GROUP BY batch_id, xmin
 UNION ALL
SELECT 'collection_record', batch_id, xmin, false, count(*)
  FROM collection_record WHERE NOT EXISTS (SELECT FROM same WHERE table_name = 'collection_record') GROUP BY batch_id, xmin
 UNION ALL
SELECT 'collection_event', e.batch_id, e.transaction, false, e.rows - coalesce(p.rows, 0)
  FROM (SELECT batch_id, xmin AS transaction, count(*) AS rows
          FROM collection_event WHERE NOT EXISTS (SELECT FROM same WHERE table_name = 'collection_event')
         GROUP BY batch_id, xmin) e
  LEFT JOIN provided p USING (batch_id, transaction)
 WHERE e.rows > coalesce(p.rows, 0)
 UNION ALL
SELECT 'collection_event', batch_id, transaction, true, rows FROM provided
 UNION ALL
SELECT 'mall_name', batch_id, xmin, false, count(*) FROM mall_name GROUP BY batch_id, xmin
 UNION ALL
SELECT 'merchant_name', batch_id, xmin, false, count(*) FROM merchant_name GROUP BY batch_id, xmin
 UNION ALL
SELECT 'tenancy', batch_id, xmin, false, count(*) FROM tenancy GROUP BY batch_id, xmin
 UNION ALL
SELECT 'affiliate', batch_id, xmin, false, count(*) FROM affiliate GROUP BY batch_id, xmin
 UNION ALL
SELECT 'provision', batch_id, xmin, false, count(*) FROM provision GROUP BY batch_id, xmin) counted))::text
