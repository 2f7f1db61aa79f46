SELECT run_id, records_root FROM audit_run WHERE records_root IS NOT NULL ORDER BY run_id DESC LIMIT 1
