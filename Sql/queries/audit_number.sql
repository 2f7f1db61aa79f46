-- The number of the run that begins. A check takes none, so that none is missing later.
SELECT CASE WHEN :is_check::boolean THEN (SELECT coalesce(max(run_id), 0) + 1 FROM audit_run)
            ELSE nextval(pg_get_serial_sequence('audit_run', 'run_id')) END
