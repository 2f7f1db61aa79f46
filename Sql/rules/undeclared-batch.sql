-- rule: undeclared-batch
-- severity: warning
-- title_en: Batch of unknown origin
-- title_ja: 出所の申告がない取込
-- why_ja: ファイルがどこから来たか、誰も申告していない。
-- why: Nobody has said where the file comes from.
SELECT 'batch' AS subject_kind, b.batch_id::text AS subject_id, b.file_name AS detail, NULL::bigint AS customer_key
  FROM batch b
 WHERE b.origin = 'unknown' AND b.accepted + b.replaced > 0
