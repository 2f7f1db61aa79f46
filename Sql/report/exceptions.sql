-- The unexplained records that an exception covered at the run, by their place in the records' tree.
SELECT coalesce('record:' || s.leaf_no, concat('batch:', c.batch_id, '/', c.line)) AS record, v.verdict, x.granted_at
  FROM standing_exception x
  JOIN audit_run r ON r.run_id = :run::integer AND x.granted_at <= r.started_at
  JOIN customer_verdict v USING (customer_key, verdict)
  JOIN customer c USING (customer_key)
  LEFT JOIN record_salt s USING (customer_key)
 WHERE v.verdict NOT IN ('traced', 'received', 'erased')
 ORDER BY s.leaf_no, c.batch_id, c.line
