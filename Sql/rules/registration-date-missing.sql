-- rule: registration-date-missing
-- severity: warning
-- title_en: Record without a registration date
-- title_ja: 登録日時のない顧客レコード
-- why_ja: 取得より前からあったかどうかを判断できない。
-- why: Whether the record existed before anything was collected cannot be judged.
SELECT 'customer' AS subject_kind, c.customer_id AS subject_id, 'registered_at is empty' AS detail, v.customer_key
  FROM audit_record v
  JOIN customer c USING (customer_key)
 WHERE v.registered_at IS NULL
