SELECT pg_advisory_lock(hashtext('yurai search index'))
