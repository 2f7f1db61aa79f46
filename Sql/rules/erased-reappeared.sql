-- rule: erased-reappeared
-- severity: error
-- title_en: An erased person is back
-- title_ja: 消去した方のデータの再取得
-- why_ja: 本人の求めで消去したデータが、ファイルとともに戻った。その方に何かを送る前に、経緯を調べる。
-- why: Somebody who was erased at her wish came in again with a file. Find out how, before anything is sent to her.
SELECT DISTINCT ON (c.customer_key) 'customer' AS subject_kind, c.customer_id AS subject_id,
       format('carries the marks of the record erased from place %s', r.leaf_no) AS detail, c.customer_key
  FROM reappearance r JOIN customer c USING (customer_key)
 ORDER BY c.customer_key, r.leaf_no
