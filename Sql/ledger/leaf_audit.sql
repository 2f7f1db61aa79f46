-- The leaf of an audit run: its census, and the root of the records' tree.
SELECT json_build_object('kind', 'audit', 'at', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
         'run', run_id, 'mode', mode, 'started_at', to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
         'finished_at', to_char(finished_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
         'rules', encode(rules_sha256, 'hex'), 'timely_hours', timely_hours, 'customers', customers, 'verdicts', verdicts,
         'unexplained', unexplained, 'exceptions', exceptions, 'findings', findings, 'changed', changed,
         'records', json_build_object('size', records_size, 'root', encode(records_root, 'base64')))::text
  FROM audit_run WHERE run_id = :run::integer
