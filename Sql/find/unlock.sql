SELECT pg_advisory_unlock(hashtext('yurai search index'))
