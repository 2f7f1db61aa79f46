-- What was committed to of each record, with its place in the records' tree: the next free ones, in the order of the keys.
INSERT INTO record_salt (customer_key, leaf_no, batch_id, line, salt, commitment)
SELECT s.customer_key, n.records + row_number() OVER (ORDER BY s.customer_key) - 1, s.batch_id, s.line, s.salt, s.commitment
  FROM stage_customer s CROSS JOIN record_count n;
UPDATE record_count SET records = records + (SELECT count(*) FROM stage_customer);
ANALYZE record_salt;
