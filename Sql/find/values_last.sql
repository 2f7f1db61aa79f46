-- The last line of a file that holds a record.
SELECT coalesce(greatest((SELECT max(line) FROM customer_record WHERE batch_id = :batch::integer),
                         (SELECT max(line) FROM collection_record WHERE batch_id = :batch::integer)), 0)
