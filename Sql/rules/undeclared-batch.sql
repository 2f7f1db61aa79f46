-- rule: undeclared-batch
-- severity: warning
-- title_en: Batch of unknown origin
-- title_ja: 出所の申告がない取込
-- why_ja: ファイルがどこから来たか、誰も申告していない。同じファイルを、出所を申告してもう一度取り込むと解消する。
-- why: Nobody has said where the file comes from. It is closed by importing the same file again with its origin.
SELECT 'batch' AS subject_kind, b.batch_id::text AS subject_id, b.file_name AS detail, NULL::bigint AS customer_key
  FROM batch b
 WHERE b.origin = 'unknown' AND b.accepted + b.replaced > 0
   AND NOT EXISTS (SELECT FROM batch n WHERE n.sha256 = b.sha256 AND n.batch_id > b.batch_id AND n.origin <> 'unknown')
