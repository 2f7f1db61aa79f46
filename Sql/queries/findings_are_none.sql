-- Whether this is the first audit: nobody waits for what it writes, so its table may be closed meanwhile.
SELECT NOT EXISTS (SELECT FROM audit_run) AND NOT EXISTS (SELECT FROM finding)
