-- The bytes of this file were loaded before: what was erased since is not brought back by them. That is every event of a
-- customer who was erased, and the very order that was erased where no record stands behind it.
UPDATE stage_judged j SET class = 'erased'
  FROM stage_event s
 CROSS JOIN LATERAL (
       VALUES (erased_mark_of('id', s.customer_key, s.customer_key)),
              (CASE WHEN s.kind = 'order' AND NOT EXISTS (SELECT FROM customer c WHERE c.customer_key = s.customer_key)
                    THEN erased_mark_of('order', extract(epoch FROM s.occurred_at)::bigint,
                                        coalesce(s.email_key, s.phone_key, s.name_key)) END)) v (mark)
  JOIN erased_mark m USING (mark)
  JOIN erasure x USING (leaf_no)
 WHERE s.line = j.line AND (j.class IN ('accepted', 'replaced') OR j.class = 'unchanged' AND j.held_batch IS NULL)
   AND x.erased_at > (SELECT min(b.imported_at) FROM batch b JOIN batch n USING (sha256)
                       WHERE n.batch_id = :batch::integer AND b.batch_id < n.batch_id AND b.part_of IS NULL);

INSERT INTO reject (batch_id, line, column_name, reason, detail)
SELECT :batch::integer, j.line, :id_column, 'erased', 'was erased since this file was first loaded, and stays erased'
  FROM stage_judged j WHERE j.class = 'erased';
