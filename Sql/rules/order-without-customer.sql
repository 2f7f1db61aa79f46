-- rule: order-without-customer
-- severity: warning
-- title_en: Order of a customer who is not there
-- title_ja: 顧客レコードのない会員の注文
-- why: The record was deleted, or the export is incomplete: the census would be wrong without a word.
SELECT CASE WHEN e.kind = 'order' THEN 'order' ELSE 'event' END AS subject_kind,
       CASE WHEN e.kind = 'order' THEN concat_ws('/', e.mall_id, e.merchant_id, e.source_id)
            ELSE concat(e.kind, ':', concat_ws('/', e.mall_id, nullif(e.merchant_id, ''), e.source_id)) END AS subject_id,
       'its customer is not among the customers' AS detail, e.customer_key
  FROM audit_event e
 WHERE e.kind = 'order' AND e.customer_missing
