-- The last audit run, and whether a file has come in since it looked.
SELECT r.run_id, (extract(epoch FROM r.started_at) * 1000000)::bigint,
       (extract(epoch FROM r.finished_at) * 1000000)::bigint,
       EXISTS (SELECT FROM batch b WHERE NOT is_judged(r, b))
  FROM audit_run r
 ORDER BY r.run_id DESC LIMIT 1
