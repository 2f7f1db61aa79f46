-- Erasures by their places, the latest first: the day at the operator, why, whether the last audit run began after it, and until
-- when backups can still hold what was erased, while that is to come.
SELECT to_char(e.erased_at AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM-DD'), e.reason,
       e.erased_at < (SELECT r.started_at FROM audit_run r ORDER BY r.run_id DESC LIMIT 1),
       (SELECT max(b.backups_until)::text FROM erasure b
         WHERE b.leaf_no = ANY (:places::bigint[]) AND b.backups_until >= (now() AT TIME ZONE 'Asia/Tokyo')::date)
  FROM erasure e WHERE e.leaf_no = ANY (:places::bigint[])
 ORDER BY e.erased_at DESC, e.leaf_no
