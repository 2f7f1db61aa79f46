-- The rows that another transaction than their import wrote: run when stage 80 met any.
INSERT INTO audit_row_changed (subject_kind, subject_id, detail, customer_key)
SELECT 'customer', c.customer_id,
       CASE WHEN EXISTS (SELECT FROM audit_foreign f
                          WHERE f.table_name = 'record_salt' AND f.batch_id = s.batch_id AND f.transaction = s.xmin)
            THEN 'was committed to again since its import'
            WHEN s.commitment = sha256(s.salt || customer_canonical(c.customer_id, c.registered_at, c.batch_id, c.line, r.mall_id,
                                         r.name, r.name_kana, r.email, r.phone, r.postal_code, r.address))
            THEN 'was written again since its import; the text is what was committed to'
            ELSE 'is not what its import committed to' END, c.customer_key
  FROM customer c
  JOIN customer_record r USING (batch_id, line)
  JOIN record_salt s USING (customer_key)
 WHERE EXISTS (SELECT FROM audit_foreign f WHERE f.table_name = 'customer' AND f.batch_id = c.batch_id AND f.transaction = c.xmin)
    OR EXISTS (SELECT FROM audit_foreign f WHERE f.table_name = 'customer_record' AND f.batch_id = r.batch_id AND f.transaction = r.xmin)
    OR EXISTS (SELECT FROM audit_foreign f WHERE f.table_name = 'record_salt' AND f.batch_id = s.batch_id AND f.transaction = s.xmin);

INSERT INTO audit_row_changed (subject_kind, subject_id, detail, customer_key)
SELECT CASE e.kind WHEN 'order' THEN 'order' ELSE 'event' END,
       CASE e.kind WHEN 'order' THEN concat_ws('/', nullif(o.mall_id, ''), nullif(o.merchant_id, ''), e.source_id)
                   ELSE event_name(e.kind, o.mall_id, o.merchant_id, e.source_id) END,
       'was written again since its import', e.customer_key
  FROM collection_event e
  JOIN outlet o USING (outlet_no)
  JOIN collection_record r USING (batch_id, line)
 WHERE EXISTS (SELECT FROM audit_foreign f WHERE f.table_name = 'collection_event'
                  AND f.batch_id = e.batch_id AND f.transaction = e.xmin AND f.of_provision = (e.kind >= 'provision'))
    OR EXISTS (SELECT FROM audit_foreign f WHERE f.table_name = 'collection_record' AND f.batch_id = r.batch_id AND f.transaction = r.xmin);
