-- Whether there is such a batch.
SELECT EXISTS (SELECT FROM batch WHERE batch_id = :batch::integer)
