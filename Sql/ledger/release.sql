SELECT pg_advisory_unlock(hashtext('yurai ledger'))
