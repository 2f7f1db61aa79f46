-- What an audit found as the JSON that `yurai audit --format json` prints; a check has no number. It is put together by hand
-- because json_build_object spells it with blanks; every value is a number, so that nothing needs escaping. Beside it what the
-- text says and the JSON does not: the last is how many records were erased since the run before.
SELECT concat('{"version":1,"run":', CASE WHEN :is_check::boolean THEN 'null' ELSE r.run_id::text END,
         ',"mode":"', r.mode, '","customers":', r.customers, ',"verdicts":{',
         (SELECT string_agg(format('"%s":%s', e.verdict, r.verdicts -> e.verdict::text), ',' ORDER BY e.verdict DESC)
            FROM unnest(enum_range(NULL::verdict)) AS e (verdict)),
         '},"unexplained":', r.unexplained, ',"exceptions":', r.exceptions,
         ',"findings":', replace(replace(r.findings::text, ': ', ':'), ', ', ','),
         ',"changed":', replace(replace(r.changed::text, ': ', ':'), ', ', ','), '}'), r.unexplained,
       coalesce((r.findings ->> 'row-changed')::integer, 0) + coalesce((r.findings ->> 'erased-reappeared')::integer, 0),
       (SELECT count(*) FROM exception x JOIN audit_verdict v USING (customer_key)
         WHERE v.verdict NOT IN ('traced', 'received', 'erased')
           AND NOT EXISTS (SELECT FROM standing_exception s WHERE (s.customer_key, s.verdict) = (v.customer_key, v.verdict))),
       coalesce(greatest((r.verdicts ->> 'erased')::bigint - (p.verdicts ->> 'erased')::bigint, 0), 0)
  FROM audit_run r
  LEFT JOIN audit_run p ON p.run_id = (r.changed ->> 'since_run')::integer
 WHERE r.run_id = :run::integer
