-- Whether there has been an audit.
SELECT EXISTS (SELECT FROM audit_run)
