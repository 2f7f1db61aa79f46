-- Places given away.
SELECT records FROM record_count
