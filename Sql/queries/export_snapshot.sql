-- A name by which another session sees what this transaction sees, for as long as it is open.
SELECT pg_export_snapshot()
