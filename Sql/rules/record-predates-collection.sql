-- rule: record-predates-collection
-- severity: error
-- title_en: Record older than the first thing that was collected
-- title_ja: 最初の取得より前に登録されていた顧客レコード
-- why_ja: 何も取得していないうちからあった顧客レコードは、購入した名簿の姿である。
-- why: A record that existed before anything was collected is what a bought list looks like.
SELECT 'customer' AS subject_kind, c.customer_id AS subject_id,
       'registered before its earliest placed event' AS detail, v.customer_key
  FROM audit_record v
  JOIN customer c USING (customer_key)
 WHERE v.predates
