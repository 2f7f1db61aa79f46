-- Whether the customer record is there; its place in the records' tree; the place of one with the same id that was erased.
SELECT c.customer_key IS NOT NULL, s.leaf_no,
       (SELECT max(m.leaf_no) FROM erased_mark m WHERE m.mark = erased_mark_of('id', k.customer_key, k.customer_key))
  FROM (SELECT :customer_key::bigint AS customer_key) k
  LEFT JOIN customer c USING (customer_key)
  LEFT JOIN record_salt s USING (customer_key)
