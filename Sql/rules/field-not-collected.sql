-- rule: field-not-collected
-- severity: error
-- title_en: Field whose value none of the customer's events carries
-- title_ja: どの取得にも現れない値をもつ項目
-- why_ja: 本人が伝えた値ではない。記録のない入手元から加えられた値である。
-- why: The person gave something else. This value was added from a source that nobody recorded.
SELECT 'field' AS subject_kind, c.customer_id AS subject_id, f.field AS detail, v.customer_key
  FROM audit_record v
  JOIN customer c USING (customer_key)
 CROSS JOIN LATERAL (VALUES ('name', v.name_level), ('email', v.email_level),
                            ('phone', v.phone_level), ('address', v.address_level)) f (field, level)
 WHERE v.has_event AND 0 IN (v.name_level, v.email_level, v.phone_level, v.address_level)
   AND f.level = 0
