-- The last audit run, the verdicts of the run that it compares itself with, and how many files were imported since. Verdicts
-- come in the order of their type.
SELECT r.run_id, r.mode, r.started_at, r.finished_at, encode(r.rules_sha256, 'hex') AS rules, r.timely_hours, r.customers,
       -- The version that recorded the rules: a later one may have the same.
       (SELECT l.leaf::json ->> 'tool' FROM ledger_leaf l
         WHERE l.kind = 'rules' AND l.leaf_index < r.leaf_index ORDER BY l.leaf_index DESC LIMIT 1) AS tool,
       r.unexplained, r.exceptions, r.findings, r.records_size, encode(r.records_root, 'base64') AS records_root, r.leaf_index,
       ARRAY(SELECT coalesce((r.verdicts ->> v.verdict::text)::bigint, 0)
               FROM unnest(enum_range(NULL::verdict)) WITH ORDINALITY AS v (verdict, place) ORDER BY v.place) AS verdicts,
       p.run_id AS since,
       ARRAY(SELECT coalesce((p.verdicts ->> v.verdict::text)::bigint, 0)
               FROM unnest(enum_range(NULL::verdict)) WITH ORDINALITY AS v (verdict, place) ORDER BY v.place) AS verdicts_before,
       (r.changed ->> 'customers_new')::bigint AS customers_new, (r.changed ->> 'customers_gone')::bigint AS customers_gone,
       (r.changed ->> 'verdicts')::bigint AS verdicts_changed,
       (r.changed ->> 'became_unexplained')::bigint AS became_unexplained,
       (r.changed ->> 'became_explained')::bigint AS became_explained,
       (SELECT min(b.batch_id) FROM batch b WHERE NOT is_judged(r, b)) AS imported_since
  FROM audit_run r
  LEFT JOIN audit_run p ON p.run_id = (r.changed ->> 'since_run')::integer
 ORDER BY r.run_id DESC
 LIMIT 1
