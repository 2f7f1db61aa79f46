-- Whether the bytes of a batch were loaded before, in whatever way, and somebody was erased since.
SELECT EXISTS (
  SELECT FROM batch n
    JOIN batch b ON b.sha256 = n.sha256 AND b.batch_id < n.batch_id AND b.part_of IS NULL
    JOIN erasure x ON x.erased_at > b.imported_at
   WHERE n.batch_id = :batch::integer)
