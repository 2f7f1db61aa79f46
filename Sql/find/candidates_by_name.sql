-- The same where nothing stronger was given or found: by name, by reading, by postal code. Many people share each, so
-- such a candidate is never more than a possibility. Of those who share it, as many are looked at as the query says.
WITH q AS (
  SELECT * FROM unnest(:numbers::integer[], :names::bigint[], :kanas::bigint[], :postal_codes::bigint[], :most::integer[])
         AS q (number, name_key, kana_key, postal_key, most)
), keyed AS (
  SELECT q.number, k.* FROM q CROSS JOIN LATERAL (
    (SELECT k.batch_id, k.line, k.part FROM search_key k WHERE k.key = q.kana_key LIMIT q.most) UNION ALL
    (SELECT k.batch_id, k.line, k.part FROM search_key k
      WHERE k.key = q.postal_key AND q.name_key IS NULL AND q.kana_key IS NULL LIMIT q.most)) k
), record AS (
  SELECT q.number, c.batch_id, c.line FROM q CROSS JOIN LATERAL (
    SELECT c.batch_id, c.line FROM customer c WHERE c.name_key = q.name_key LIMIT q.most) c
  UNION
  SELECT number, batch_id, line FROM keyed WHERE part = 'record'
), event AS (
  SELECT q.number, e.batch_id, e.line, 'orderer' AS part FROM q CROSS JOIN LATERAL (
    SELECT e.batch_id, e.line FROM collection_event e
     WHERE e.name_key = q.name_key AND e.customer_key IS NULL LIMIT q.most) e
  UNION
  SELECT q.number, e.batch_id, e.line, 'recipient' FROM q CROSS JOIN LATERAL (
    SELECT e.batch_id, e.line FROM collection_event e WHERE e.ship_name_key = q.name_key LIMIT q.most) e
  UNION
  SELECT number, batch_id, line, part FROM keyed WHERE part <> 'record'
), named AS (
  SELECT v.number, v.part, e.batch_id, e.line, e.source_id, c.customer_id,
         e.ship_name_key IS NOT NULL AND e.ship_name_key IS DISTINCT FROM e.name_key AS has_recipient,
         CASE WHEN e.kind = 'order' THEN concat_ws('/', o.mall_id, nullif(o.merchant_id, ''), e.source_id)
              ELSE event_name(e.kind, o.mall_id, o.merchant_id, e.source_id) END AS event_id
    FROM event v JOIN collection_event e USING (batch_id, line) JOIN outlet o USING (outlet_no)
    LEFT JOIN customer c USING (customer_key)
)
SELECT r.number, 'customer' AS kind, c.customer_id AS id, d.name, d.name_kana, d.email, d.phone, d.postal_code, d.address,
       NULL AS order_id
  FROM record r
  JOIN customer_record d USING (batch_id, line)
  JOIN customer c USING (batch_id, line)
UNION ALL
SELECT e.number, 'guest_order', e.event_id, d.name, d.name_kana, d.email, d.phone, d.postal_code, d.address, e.source_id
  FROM named e JOIN collection_record d USING (batch_id, line)
 WHERE e.part = 'orderer' AND e.customer_id IS NULL
UNION ALL
SELECT e.number, 'recipient', e.event_id, d.ship_name, d.ship_name_kana, NULL, d.ship_phone, d.ship_postal_code,
       d.ship_address, e.source_id
  FROM named e JOIN collection_record d USING (batch_id, line)
 WHERE e.part = 'recipient' AND e.has_recipient
 ORDER BY 1, 2, 3
