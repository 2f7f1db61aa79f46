-- The batch under which these very bytes were loaded before, in the same way and read as the same text, joined with the same
-- files; its lines, how many of its rows were erased since, how many lines were set aside, and by which file rows of it were
-- corrected since: the last one that did, and how many rows all of them corrected.
SELECT b.batch_id, b.lines, (SELECT coalesce(sum(r.customers + r.events), 0)::bigint FROM erased_rows r WHERE r.batch_id = b.batch_id),
       b.set_aside, c.rows, c.last_batch, (SELECT l.file_name FROM batch l WHERE l.batch_id = c.last_batch)
  FROM batch b
 CROSS JOIN LATERAL (SELECT count(*) AS rows, max(s.by_batch_id) AS last_batch FROM supersession s WHERE s.batch_id = b.batch_id) c
 WHERE b.batch_id = (
       SELECT max(b.batch_id) FROM batch b
        WHERE b.sha256 = :sha256::bytea AND b.profile = :profile AND b.encoding = :encoding AND b.timezone = :timezone
          AND b.origin = :origin::batch_origin
          AND b.mall_id IS NOT DISTINCT FROM :mall AND b.merchant_id IS NOT DISTINCT FROM :merchant
          AND b.supplied_by IS NOT DISTINCT FROM :supplied_by AND b.part_of IS NULL
          AND ARRAY(SELECT encode(p.sha256, 'hex') FROM batch p WHERE p.part_of = b.batch_id ORDER BY 1) = :parts::text[])
