-- Every record against its commitment, whoever wrote its row: what --verify-rows adds.
INSERT INTO audit_row_changed (subject_kind, subject_id, detail, customer_key)
SELECT 'customer', c.customer_id, 'is not what its import committed to', c.customer_key
  FROM customer c
  JOIN customer_record r USING (batch_id, line)
  JOIN record_salt s USING (customer_key)
 WHERE (s.batch_id, s.line) <> (c.batch_id, c.line)
    OR s.commitment <> sha256(s.salt || customer_canonical(c.customer_id, c.registered_at, c.batch_id, c.line, r.mall_id,
                                r.name, r.name_kana, r.email, r.phone, r.postal_code, r.address))
EXCEPT ALL
SELECT subject_kind, subject_id, detail, customer_key FROM audit_row_changed;
