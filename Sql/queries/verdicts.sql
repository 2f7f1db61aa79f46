-- Every record with its verdict, in the order of customer_id; only the unexplained ones when asked.
SELECT c.customer_id, v.verdict
  FROM customer_verdict v
  JOIN customer c USING (customer_key)
 WHERE NOT :unexplained::boolean
    OR (v.verdict NOT IN ('traced', 'received', 'erased')
        AND NOT EXISTS (SELECT FROM standing_exception x WHERE (x.customer_key, x.verdict) = (v.customer_key, v.verdict)))
 ORDER BY c.customer_id
