-- Whoever changes a case waits for whoever is changing it, until the end of the transaction: the lock that its triggers take.
SELECT pg_advisory_xact_lock(hashtext('yurai inquiry'), hashtext(:case))
