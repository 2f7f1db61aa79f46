-- What was there before the ledger began. Batches of this transaction are no part of it: each gets its own leaf.
SELECT json_build_object('kind', 'legacy', 'at', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
         'batches', (SELECT count(*) FROM batch b
                      WHERE NOT EXISTS (SELECT FROM batch_rows r WHERE r.batch_id = b.batch_id) AND b.xmin <> pg_current_xact_id()::xid),
         'records', (SELECT count(*) FROM record_salt s
                      WHERE NOT EXISTS (SELECT FROM batch_rows r WHERE r.batch_id = s.batch_id) AND s.xmin <> pg_current_xact_id()::xid),
         'runs', (SELECT count(*) FROM audit_run WHERE leaf_index IS NULL AND run_id IS DISTINCT FROM :run::integer),
         'sha256', (SELECT encode(sha256(convert_to(coalesce(string_agg(
                      format(E'%s %s\n', b.batch_id, encode(b.sha256, 'hex')), '' ORDER BY b.batch_id), ''), 'UTF8')), 'hex')
                      FROM batch b
                      WHERE NOT EXISTS (SELECT FROM batch_rows r WHERE r.batch_id = b.batch_id) AND b.xmin <> pg_current_xact_id()::xid))::text
