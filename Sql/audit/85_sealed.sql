-- Customer records that no import committed to: they came in some other way. And commitments whose record is gone without an
-- erasure. Where there are as many of the one as of the other and of both together, there are none.
INSERT INTO audit_row_changed (subject_kind, subject_id, detail, customer_key)
SELECT 'customer', c.customer_id, 'no import committed to it: it came in past all of them', c.customer_key
  FROM customer c LEFT JOIN record_salt s USING (customer_key)
 WHERE s.customer_key IS NULL;

INSERT INTO audit_row_changed (subject_kind, subject_id, detail)
SELECT 'record', s.leaf_no::text, 'the record at this place is gone without an erasure'
  FROM record_salt s LEFT JOIN customer c USING (customer_key)
 WHERE c.customer_key IS NULL;
