-- Whoever appends waits for whoever is appending, until that transaction ends.
SELECT pg_advisory_xact_lock(hashtext('yurai ledger'))
