-- The files that were loaded as parts of a batch.
SELECT batch_id, encode(sha256, 'hex'), lines, set_aside FROM batch WHERE part_of = :batch::integer ORDER BY batch_id
