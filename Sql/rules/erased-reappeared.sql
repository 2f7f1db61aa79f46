-- rule: erased-reappeared
-- severity: error
-- title_en: An erased person is back
-- title_ja: 消去した方のデータの再取得
-- why_ja: 本人の求めで消去したデータが、ファイルとともに戻った。その方に何かを送る前に、経緯を調べる。
-- why: Somebody who was erased at her wish came in again with a file. Find out how, before anything is sent to her.
SELECT * FROM (
SELECT DISTINCT ON (c.customer_key) 'customer' AS subject_kind, c.customer_id AS subject_id,
       format('carries the marks of the record erased from place %s', r.leaf_no) AS detail, c.customer_key
  FROM reappearance r JOIN customer c USING (customer_key)
 ORDER BY c.customer_key, r.leaf_no) record
 UNION ALL
-- The very order that was erased, without a record: another one of the same person's is hers to make. Where nobody was
-- erased, no order is read.
SELECT 'order', concat_ws('/', o.mall_id, o.merchant_id, e.source_id), format('is the order erased as place %s', k.leaf_no), NULL
  FROM batch b
  JOIN collection_event e USING (batch_id)
  JOIN outlet o USING (outlet_no)
  JOIN erased_mark k
    ON k.mark = erased_mark_of('order', extract(epoch FROM e.occurred_at)::bigint, coalesce(e.email_key, e.phone_key, e.name_key))
  JOIN erasure x ON x.leaf_no = k.leaf_no AND x.erased_at < b.imported_at
 WHERE (e.customer_key IS NULL OR e.customer_key IN (SELECT u.customer_key FROM audit_unmatched u WHERE u.of_event))
   AND e.kind = 'order' AND b.imported_at > (SELECT min(erased_at) FROM erasure) AND EXISTS (SELECT FROM erasure)
