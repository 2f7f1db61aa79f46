-- One run as the JSON that `yurai audit --format json` prints; :run null stands for the last one.
SELECT json_build_object(
         'version', 1, 'run', r.run_id, 'mode', r.mode, 'customers', r.customers,
         'verdicts', (SELECT json_object_agg(e.verdict, r.verdicts -> e.verdict::text ORDER BY e.verdict DESC)
                        FROM unnest(enum_range(NULL::verdict)) AS e (verdict)),
         'unexplained', r.unexplained, 'exceptions', r.exceptions,
         'findings', r.findings, 'changed', r.changed), r.unexplained, r.run_id
  FROM audit_run r
 WHERE r.run_id = coalesce(:run::integer, (SELECT max(run_id) FROM audit_run))
