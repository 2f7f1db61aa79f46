-- rule: untraced-record
-- severity: error
-- title_en: Customer record without any collection event
-- title_ja: 取得の記録が一件もない顧客レコード
-- why_ja: どこから来たか、誰にも言えない。購入した名簿は、まさにこのように見える。
-- why: Nobody can say where the record came from. A bought list looks exactly like this.
SELECT 'customer' AS subject_kind, c.customer_id AS subject_id,
       'no order, sign-up or provision names this customer' AS detail, v.customer_key
  FROM audit_record v
  JOIN customer c USING (customer_key)
 WHERE NOT v.has_event
