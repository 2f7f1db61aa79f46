-- The next place of the records' tree: for what was erased without ever having been a record.
UPDATE record_count SET records = records + 1 RETURNING records - 1
