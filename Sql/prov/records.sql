-- The records in the order of their keys, with the verdict of the last audit: one, or with :customer_key null all.
SELECT c.customer_key, c.batch_id, v.verdict::text
  FROM customer c
  LEFT JOIN customer_verdict v USING (customer_key)
 WHERE :customer_key::bigint IS NULL OR c.customer_key = :customer_key::bigint
 ORDER BY c.customer_key
