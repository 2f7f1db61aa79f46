UPDATE audit_run SET records_size = :size::bigint, records_root = :root::bytea WHERE run_id = :run::integer
