SELECT nextval(pg_get_serial_sequence('audit_run', 'run_id'))
