-- The last audit run, and the verdict that it found for one customer; null when the record is newer.
SELECT r.run_id, to_char(r.finished_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), r.timely_hours, v.verdict::text
  FROM (SELECT * FROM audit_run ORDER BY run_id DESC LIMIT 1) r
  LEFT JOIN customer_verdict v ON v.customer_key = :customer_key::bigint
