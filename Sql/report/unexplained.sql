-- Unexplained records without an exception, by the file that brought them and the day on which they say they were
-- registered; the most first.
SELECT c.batch_id, (c.registered_at AT TIME ZONE b.timezone)::date AS registered_on, count(*) AS records
  FROM customer_verdict v
  JOIN customer c USING (customer_key)
  JOIN batch b USING (batch_id)
 WHERE v.verdict NOT IN ('traced', 'received', 'erased')
   AND NOT EXISTS (SELECT FROM exception x JOIN audit_run r ON r.run_id = :run::integer
                    WHERE x.customer_key = v.customer_key AND x.granted_at <= r.started_at)
 GROUP BY 1, 2
 ORDER BY records DESC, c.batch_id, registered_on
