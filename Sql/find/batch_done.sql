INSERT INTO search_batch (batch_id) VALUES (:batch::integer)
