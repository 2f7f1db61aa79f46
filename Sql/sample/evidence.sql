-- What opens the commitments at these places: those of which the record and the salt are still there and fit.
SELECT s.leaf_no, s.commitment, s.salt, convert_from(k.canonical, 'UTF8'), c.customer_id, b.file_name, c.line, encode(b.sha256, 'hex')
  FROM record_salt s
  JOIN customer c USING (customer_key)
  JOIN customer_record r ON (r.batch_id, r.line) = (c.batch_id, c.line)
  JOIN batch b ON b.batch_id = c.batch_id
 CROSS JOIN LATERAL (SELECT customer_canonical(c.customer_id, c.registered_at, c.batch_id, c.line, r.mall_id, r.name, r.name_kana,
                                               r.email, r.phone, r.postal_code, r.address) AS canonical OFFSET 0) k
 WHERE s.leaf_no = ANY (:places::bigint[]) AND s.commitment = sha256(s.salt || k.canonical)
 ORDER BY s.leaf_no
