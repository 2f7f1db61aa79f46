-- Unexplained records without an exception, by the file that brought them and the day on which they say they were
-- registered; the most first. The day is that of the record's mall, else of the file's time zone, as `trace` has it.
SELECT c.batch_id, (c.registered_at AT TIME ZONE coalesce(m.timezone, b.timezone))::date AS registered_on, count(*) AS records
  FROM customer_verdict v
  JOIN customer c USING (customer_key)
  JOIN batch b USING (batch_id)
  JOIN customer_record k ON (k.batch_id, k.line) = (c.batch_id, c.line)
  LEFT JOIN (SELECT DISTINCT ON (n.mall_id) n.mall_id, n.timezone
               FROM mall_name n ORDER BY n.mall_id, n.valid_from DESC) m ON m.mall_id = k.mall_id
 WHERE v.verdict NOT IN ('traced', 'received', 'erased')
   AND NOT EXISTS (SELECT FROM standing_exception x JOIN audit_run r ON r.run_id = :run::integer
                    WHERE (x.customer_key, x.verdict) = (v.customer_key, v.verdict) AND x.granted_at <= r.started_at)
 GROUP BY 1, 2
 ORDER BY records DESC, c.batch_id, registered_on
