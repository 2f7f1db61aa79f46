-- rule: purchased-batch
-- severity: error
-- title_en: Batch declared as purchased
-- title_ja: 購入した名簿として申告された取込
-- why_ja: 購入した名簿である。その顧客レコードは、説明できず、使うこともできない。
-- why: A bought list. Its records may be neither explained nor used.
SELECT 'batch' AS subject_kind, b.batch_id::text AS subject_id, b.file_name AS detail, NULL::bigint AS customer_key
  FROM batch b
 WHERE b.origin = 'purchased' AND b.accepted + b.replaced > 0
