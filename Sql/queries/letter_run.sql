-- The last audit run; the verdict that it found for one customer (null when the record is newer, or when it is about
-- orders without a record); whether anything about the person was loaded after the run had looked; today at the operator.
SELECT r.run_id, to_char(r.finished_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), r.timely_hours, v.verdict::text,
       EXISTS (SELECT FROM collection_event e JOIN batch b USING (batch_id)
                WHERE e.customer_key = :customer_key::bigint AND NOT is_judged(r, b))
         OR EXISTS (SELECT FROM customer c JOIN batch b USING (batch_id)
                     WHERE c.customer_key = :customer_key::bigint AND NOT is_judged(r, b))
         OR EXISTS (SELECT FROM order_events(:orders::text[]) e JOIN batch b USING (batch_id)
                     WHERE NOT is_judged(r, b) AND NOT :recipient::boolean)
         OR EXISTS (SELECT FROM received_orders(:orders::text[]) e JOIN batch b ON b.batch_id = (e.event).batch_id
                     WHERE NOT is_judged(r, b) AND :recipient::boolean)
  FROM audit_run r
  LEFT JOIN customer_verdict v ON v.customer_key = :customer_key::bigint
 WHERE r.run_id = (SELECT max(run_id) FROM audit_run)
