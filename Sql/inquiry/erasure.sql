-- Erasures by their places, the latest first: the day at the operator, why, and whether the last audit run began after it.
SELECT to_char(e.erased_at AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM-DD'), e.reason,
       e.erased_at < (SELECT r.started_at FROM audit_run r ORDER BY r.run_id DESC LIMIT 1)
  FROM erasure e WHERE e.leaf_no = ANY (:places::bigint[])
 ORDER BY e.erased_at DESC, e.leaf_no
