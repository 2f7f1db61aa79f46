-- rule: order-without-customer
-- severity: warning
-- title_en: Order of a customer who is not there
-- title_ja: 顧客レコードのない会員の注文
-- why_ja: 顧客レコードが消されたか、出力が不完全である。黙って数えれば、件数を誤る。
-- why: The record was deleted, or the export is incomplete: the census would be wrong without a word.
SELECT 'order' AS subject_kind, concat_ws('/', o.mall_id, o.merchant_id, e.source_id) AS subject_id,
       'its customer is not among the customers' AS detail, e.customer_key
  FROM (SELECT DISTINCT customer_key FROM audit_unmatched WHERE of_event) u
  JOIN collection_event e USING (customer_key)
  JOIN outlet o USING (outlet_no)
 WHERE e.kind = 'order'
