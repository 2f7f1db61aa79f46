INSERT INTO exception (customer_key, verdict, batch_id, line, approver, reason, evidence)
SELECT c.customer_key, :verdict::verdict, c.batch_id, c.line, :approver, :reason, :evidence
  FROM customer c WHERE c.customer_key = :customer_key::bigint
ON CONFLICT (customer_key) DO UPDATE
   SET verdict = excluded.verdict, batch_id = excluded.batch_id, line = excluded.line,
       approver = excluded.approver, reason = excluded.reason, evidence = excluded.evidence, granted_at = now()
