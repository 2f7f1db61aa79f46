-- Whether every row is still the one that its import wrote. The server stamps each row with the transaction that wrote it;
-- an import's leaf in the ledger names its transaction and how many rows it put in force. So a row that was rewritten
-- since, added behind the import's back or removed without an erasure shows in the counts. Provisions are the exception: an
-- import of the provision's own file may write their events again.
DROP TABLE IF EXISTS audit_rows;
CREATE UNLOGGED TABLE audit_rows AS
SELECT 'customer' AS table_name, batch_id, xmin AS transaction, false AS of_provision, count(*) AS rows
  FROM customer GROUP BY batch_id, xmin
 UNION ALL
SELECT 'customer_record', batch_id, xmin, false, count(*) FROM customer_record GROUP BY batch_id, xmin
 UNION ALL
SELECT 'collection_event', batch_id, xmin, kind >= 'provision', count(*)
  FROM collection_event GROUP BY batch_id, xmin, kind >= 'provision'
 UNION ALL
SELECT 'collection_record', batch_id, xmin, false, count(*) FROM collection_record GROUP BY batch_id, xmin;
COMMENT ON TABLE audit_rows IS 'Stage 37 of the last audit: how many rows of each batch which transaction wrote.';

DELETE FROM audit_row_changed;

-- Which of those groups were not written by their import. A batch from before the ledger has nothing to be compared with.
DROP TABLE IF EXISTS audit_foreign;
CREATE UNLOGGED TABLE audit_foreign AS
SELECT a.table_name, a.batch_id, a.transaction, a.of_provision
  FROM audit_rows a
  LEFT JOIN batch_rows b USING (batch_id)
 WHERE (b.batch_id IS NOT NULL OR NOT EXISTS (SELECT FROM batch x WHERE x.batch_id = a.batch_id))
   AND a.transaction IS DISTINCT FROM b.transaction
   AND NOT EXISTS (SELECT FROM adoption d WHERE d.transaction = a.transaction)
   AND NOT (a.of_provision AND EXISTS (SELECT FROM batch_rows i WHERE i.transaction = a.transaction));
COMMENT ON TABLE audit_foreign IS 'Stage 37 of the last audit: which transactions wrote rows that they did not import.';

-- Rows that should be there: what a batch put in force, less what was corrected since, less what was erased.
INSERT INTO audit_row_changed (subject_kind, subject_id, detail)
SELECT 'batch', b.batch_id::text,
       format('%s: %s rows where %s should be', x.table_name, x.found, x.wanted)
  FROM batch_rows b
  LEFT JOIN (SELECT batch_id, count(*) FILTER (WHERE subject = 'customer') AS customers,
                    count(*) FILTER (WHERE subject <> 'customer') AS events
               FROM supersession GROUP BY batch_id) s USING (batch_id)
  LEFT JOIN (SELECT batch_id, sum(customers) AS customers, sum(events) AS events FROM erased_rows GROUP BY batch_id) z USING (batch_id)
 CROSS JOIN LATERAL (
       SELECT n.table_name, n.wanted,
              (SELECT coalesce(sum(a.rows), 0) FROM audit_rows a WHERE (a.table_name, a.batch_id) = (n.table_name, b.batch_id)) AS found
         FROM (VALUES ('customer', b.customers - coalesce(s.customers, 0) - coalesce(z.customers, 0)),
                      ('customer_record', b.customers - coalesce(s.customers, 0) - coalesce(z.customers, 0)),
                      ('collection_event', b.events - coalesce(s.events, 0) - coalesce(z.events, 0)),
                      ('collection_record', b.events - coalesce(s.events, 0) - coalesce(z.events, 0))) n (table_name, wanted)) x
 WHERE x.found <> x.wanted;

-- What the tables say of a batch, and what its leaf says.
INSERT INTO audit_row_changed (subject_kind, subject_id, detail)
SELECT 'batch', coalesce(b.batch_id, l.batch_id)::text, 'the batch is not what its leaf in the ledger says'
  FROM (SELECT b.batch_id, encode(b.sha256, 'hex') AS sha256, b.origin::text AS origin, b.accepted, r.customers, r.events,
               r.transaction::text AS transaction
          FROM batch_rows r JOIN batch b USING (batch_id)) b
  FULL JOIN (SELECT (j ->> 'batch')::integer AS batch_id, j ->> 'sha256' AS sha256, j ->> 'origin' AS origin,
                    (j ->> 'accepted')::bigint AS accepted, (j ->> 'customers')::bigint AS customers,
                    (j ->> 'events')::bigint AS events, j ->> 'transaction' AS transaction
               FROM (SELECT leaf::json AS j FROM ledger_leaf WHERE kind = 'import') k) l USING (batch_id)
 WHERE (b.sha256, b.origin, b.accepted, b.customers, b.events, b.transaction)
       IS DISTINCT FROM (l.sha256, l.origin, l.accepted, l.customers, l.events, l.transaction);
