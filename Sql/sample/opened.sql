INSERT INTO record_opening (leaf_no, run_id, actor) VALUES (:place::bigint, :run::integer, :actor)
