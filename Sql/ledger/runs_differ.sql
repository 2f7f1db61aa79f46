-- Audit runs that are not what their leaf says; runs that lost their leaf, and leaves that lost their run.
SELECT coalesce(r.run_id, (l.j ->> 'run')::integer)
  FROM (SELECT * FROM audit_run WHERE leaf_index IS NOT NULL) r
  FULL JOIN (SELECT leaf_index, leaf::jsonb AS j FROM ledger_leaf WHERE kind = 'audit') l USING (leaf_index)
 WHERE (r.run_id, r.customers, r.unexplained, r.exceptions, r.verdicts, r.findings, r.changed, encode(r.rules_sha256, 'hex'), r.records_size,
        encode(r.records_root, 'base64'))
       IS DISTINCT FROM
       ((l.j ->> 'run')::integer, (l.j ->> 'customers')::bigint, (l.j ->> 'unexplained')::bigint, (l.j ->> 'exceptions')::bigint,
        l.j -> 'verdicts', l.j -> 'findings', l.j -> 'changed', l.j ->> 'rules', (l.j -> 'records' ->> 'size')::bigint,
        l.j -> 'records' ->> 'root')
 ORDER BY 1 LIMIT 1
