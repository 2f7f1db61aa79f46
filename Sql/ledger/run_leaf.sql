UPDATE audit_run SET leaf_index = :leaf::bigint WHERE run_id = :run::integer
