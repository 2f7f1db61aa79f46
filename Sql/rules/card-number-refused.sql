-- rule: card-number-refused
-- severity: error
-- title_en: Full card number met and not stored
-- title_ja: カード番号の保存を拒否した行
-- why_ja: カード番号の全桁は、顧客データの出力にあってはならない。行は保留した。ファイルを作り直す必要がある。
-- why: A full card number has no place in a customer export. The row was set aside; the file should be
--      made again.
SELECT 'line' AS subject_kind, concat(r.batch_id, ':', r.line) AS subject_id,
       concat(b.file_name, ', ' || ('column ' || r.column_name)) AS detail, NULL::bigint AS customer_key
  FROM reject r
  JOIN batch b USING (batch_id)
 WHERE r.reason = 'card-number'
   -- Until the same file came again: its number was never stored.
   AND NOT EXISTS (SELECT FROM batch n
                    WHERE n.batch_id > b.batch_id AND n.file_name = b.file_name
                      AND (n.mall_id, n.merchant_id, n.supplied_by) IS NOT DISTINCT FROM (b.mall_id, b.merchant_id, b.supplied_by))
