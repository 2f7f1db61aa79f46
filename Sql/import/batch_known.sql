-- The batch under which these very bytes were loaded before, in the same way.
SELECT b.batch_id, b.lines
  FROM batch b
 WHERE b.sha256 = :sha256::bytea AND b.profile = :profile AND b.timezone = :timezone AND b.origin = :origin::batch_origin
   AND b.mall_id IS NOT DISTINCT FROM :mall AND b.merchant_id IS NOT DISTINCT FROM :merchant
   AND b.supplied_by IS NOT DISTINCT FROM :supplied_by AND b.part_of IS NULL
   AND NOT EXISTS (SELECT FROM supersession s WHERE s.batch_id = b.batch_id)
 ORDER BY b.batch_id DESC LIMIT 1
