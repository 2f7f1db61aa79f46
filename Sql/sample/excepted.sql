-- The places whose exception is in the ledger before the run, and still covers the record.
SELECT DISTINCT s.leaf_no
  FROM ledger_leaf l
  JOIN record_salt s ON s.leaf_no = (l.leaf::json ->> 'record')::bigint
  JOIN standing_exception x USING (customer_key)
  JOIN customer_verdict v USING (customer_key, verdict)
 WHERE l.kind = 'exception' AND l.leaf_index < :leaf::bigint
