-- The last run, when its census by place does not sum to its verdicts.
SELECT r.run_id
  FROM (SELECT run_id, verdicts FROM audit_run WHERE leaf_index IS NOT NULL ORDER BY run_id DESC LIMIT 1) r
 CROSS JOIN jsonb_each_text(r.verdicts) v
  LEFT JOIN (SELECT run_id, verdict::text AS verdict, sum(records) AS records FROM run_census GROUP BY run_id, verdict) c
    ON c.run_id = r.run_id AND c.verdict = v.key
 WHERE v.value::bigint <> coalesce(c.records, 0)
 LIMIT 1
