-- A fresh load that met the same customer twice: sealed anew, without the rows that did not stay.
TRUNCATE record_salt;
UPDATE record_count SET records = records - (SELECT count(*) FROM stage_customer);
INSERT INTO record_salt (customer_key, leaf_no, batch_id, line, salt, commitment)
SELECT s.customer_key, n.records + row_number() OVER (ORDER BY s.customer_key) - 1, s.batch_id, s.line, s.salt, s.commitment
  FROM stage_customer s JOIN stage_judged j USING (line) CROSS JOIN record_count n
 WHERE j.class = 'accepted';
UPDATE record_count SET records = records + (SELECT count(*) FROM record_salt);
ANALYZE record_salt;
