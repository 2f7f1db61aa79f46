INSERT INTO sample (leaf_index, run_id, document) VALUES (:leaf::bigint, :run::integer, :document)
