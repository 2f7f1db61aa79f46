-- The next free place of the records' tree.
SELECT records FROM record_count
