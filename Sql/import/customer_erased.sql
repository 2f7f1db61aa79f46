-- The bytes of this file were loaded before: who was erased since is not brought back by them.
UPDATE stage_judged j SET class = 'erased'
  FROM stage_customer s
  JOIN erased_mark m ON m.mark = erased_mark_of('id', s.customer_key, s.customer_key)
  JOIN erasure x USING (leaf_no)
 WHERE s.line = j.line AND (j.class IN ('accepted', 'replaced') OR j.class = 'unchanged' AND j.held_batch IS NULL)
   AND x.erased_at > (SELECT min(b.imported_at) FROM batch b JOIN batch n USING (sha256)
                       WHERE n.batch_id = :batch::integer AND b.batch_id < n.batch_id AND b.part_of IS NULL);

INSERT INTO reject (batch_id, line, column_name, reason, detail)
SELECT :batch::integer, j.line, 'customer_id', 'erased', 'was erased since this file was first loaded, and stays erased'
  FROM stage_judged j WHERE j.class = 'erased';
