-- rule: bulk-registration
-- severity: warning
-- title_en: Many unexplained records at once
-- title_ja: 説明できない顧客レコードの一括登録
-- why_ja: 名簿をまとめて入れると、1分間に多数の登録、または1つのファイルの大きな部分として現れる。
-- why: A list that is loaded shows as many records in one minute, or as a large part of one file.
WITH unexplained AS (
  SELECT v.customer_key, v.registered_at, c.batch_id
    FROM audit_record v
    JOIN customer c USING (customer_key)
   WHERE v.verdict NOT IN ('traced', 'received', 'erased')
     AND NOT EXISTS (SELECT FROM standing_exception x WHERE (x.customer_key, x.verdict) = (v.customer_key, v.verdict))
)
SELECT 'minute' AS subject_kind,
       to_char(date_trunc('minute', registered_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"') AS subject_id,
       'ten or more unexplained records were registered in this minute' AS detail, NULL::bigint AS customer_key
  FROM unexplained WHERE registered_at IS NOT NULL
 GROUP BY date_trunc('minute', registered_at) HAVING count(*) >= 10
UNION ALL
SELECT 'batch', u.batch_id::text, 'a hundred or more records of this file, and at least one in ten, are unexplained', NULL
  FROM unexplained u
 GROUP BY u.batch_id
HAVING count(*) >= 100
   AND count(*) * 10 >= (SELECT b.accepted + b.replaced FROM batch b WHERE b.batch_id = u.batch_id)
