-- What was committed to of each new record, at the next free places of the records' tree; a corrected record keeps its
-- place, and gets a new salt.
WITH taken AS (
  SELECT s.customer_key, h.leaf_no, s.batch_id, s.line, s.salt, s.commitment
    FROM stage_customer s
    JOIN stage_judged j USING (line)
    LEFT JOIN record_salt h ON h.customer_key = s.customer_key
   WHERE j.class IN ('accepted', 'replaced')
)
INSERT INTO record_salt AS r (customer_key, leaf_no, batch_id, line, salt, commitment)
SELECT t.customer_key,
       coalesce(t.leaf_no, n.records + row_number() OVER (PARTITION BY t.leaf_no IS NULL ORDER BY t.customer_key) - 1),
       t.batch_id, t.line, t.salt, t.commitment
  FROM taken t CROSS JOIN record_count n
    ON CONFLICT (customer_key) DO UPDATE
   SET batch_id = excluded.batch_id, line = excluded.line, salt = excluded.salt, commitment = excluded.commitment;
UPDATE record_count
   SET records = greatest(records, coalesce((SELECT max(leaf_no) + 1 FROM record_salt), 0));
