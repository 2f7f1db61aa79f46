-- One run as the JSON that `yurai audit --format json` prints; :run null stands for the last one. It is put together
-- by hand because json_build_object spells it with blanks; every value is a number, so that nothing needs escaping.
SELECT concat('{"version":1,"run":', r.run_id, ',"mode":"', r.mode, '","customers":', r.customers, ',"verdicts":{',
         (SELECT string_agg(format('"%s":%s', e.verdict, r.verdicts -> e.verdict::text), ',' ORDER BY e.verdict DESC)
            FROM unnest(enum_range(NULL::verdict)) AS e (verdict)),
         '},"unexplained":', r.unexplained, ',"exceptions":', r.exceptions,
         ',"findings":', replace(replace(r.findings::text, ': ', ':'), ', ', ','),
         ',"changed":', replace(replace(r.changed::text, ': ', ':'), ', ', ','), '}'), r.unexplained, r.run_id,
       coalesce((r.findings ->> 'row-changed')::integer, 0) + coalesce((r.findings ->> 'erased-reappeared')::integer, 0)
  FROM audit_run r
 WHERE r.run_id = coalesce(:run::integer, (SELECT max(run_id) FROM audit_run))
