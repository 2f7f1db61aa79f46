INSERT INTO exception (customer_key, approver, reason, evidence)
VALUES (:customer_key::bigint, :approver, :reason, :evidence)
ON CONFLICT (customer_key) DO UPDATE
   SET approver = excluded.approver, reason = excluded.reason, evidence = excluded.evidence, granted_at = now()
