-- The same where nothing stronger was given or found: by name, by reading, by postal code. Many people share each, so
-- such a candidate is never more than a possibility. Of those who share it, as many are looked at as the query says.
-- :further is whether any order names further recipients.
WITH q AS (
  SELECT * FROM unnest(:numbers::integer[], :names::bigint[], :kanas::bigint[], :postal_codes::bigint[], :most::integer[])
         AS q (number, name_key, kana_key, postal_key, most)
), keyed AS (
  SELECT q.number, k.* FROM q CROSS JOIN LATERAL (
    (SELECT k.batch_id, k.line, k.part FROM search_key k WHERE k.key = q.kana_key LIMIT q.most) UNION ALL
    (SELECT k.batch_id, k.line, k.part FROM search_key k
      WHERE k.key = q.postal_key AND q.name_key IS NULL AND q.kana_key IS NULL LIMIT q.most)) k
), record AS (
  SELECT q.number, c.* FROM q CROSS JOIN LATERAL (
    SELECT c.batch_id, c.line, c.customer_id FROM customer c WHERE c.name_key = q.name_key LIMIT q.most) c
   UNION
  SELECT k.number, c.batch_id, c.line, c.customer_id
    FROM keyed k JOIN customer c USING (batch_id, line) WHERE k.part = 'record'
), event AS (
  SELECT q.number, 'orderer' AS part, e.* FROM q CROSS JOIN LATERAL (
    SELECT e.batch_id, e.line, e.kind, e.outlet_no, e.source_id
      FROM collection_event e WHERE e.name_key = q.name_key AND e.customer_key IS NULL LIMIT q.most) e
   UNION
  SELECT q.number, 'recipient', e.* FROM q CROSS JOIN LATERAL (
    SELECT e.batch_id, e.line, e.kind, e.outlet_no, e.source_id
      FROM collection_event e
     WHERE e.ship_name_key = q.name_key AND e.ship_name_key IS DISTINCT FROM e.name_key LIMIT q.most) e
   UNION
  SELECT k.number, k.part, e.batch_id, e.line, e.kind, e.outlet_no, e.source_id
    FROM keyed k JOIN collection_event e USING (batch_id, line)
   WHERE CASE k.part WHEN 'orderer' THEN e.customer_key IS NULL
                     WHEN 'recipient' THEN e.ship_name_key IS NOT NULL AND e.ship_name_key IS DISTINCT FROM e.name_key END
), named AS (
  SELECT e.*,
         CASE WHEN e.kind = 'order' THEN concat_ws('/', o.mall_id, nullif(o.merchant_id, ''), e.source_id)
              ELSE event_name(e.kind, o.mall_id, o.merchant_id, e.source_id) END AS event_id
    FROM event e JOIN outlet o USING (outlet_no)
), further AS (
  SELECT q.number, f.* FROM q CROSS JOIN LATERAL (
    (SELECT f.* FROM further_recipient f WHERE :further::boolean AND f.name_key = q.name_key LIMIT q.most) UNION
    (SELECT f.* FROM further_recipient f WHERE :further::boolean AND f.kana_key = q.kana_key LIMIT q.most) UNION
    (SELECT f.* FROM further_recipient f
      WHERE :further::boolean AND f.postal_key = q.postal_key AND q.name_key IS NULL AND q.kana_key IS NULL LIMIT q.most)) f
)
SELECT r.number, 'customer' AS kind, r.customer_id AS id, d.name, d.name_kana, d.email, d.phone, d.postal_code, d.address,
       NULL AS order_id
  FROM record r JOIN customer_record d USING (batch_id, line)
UNION ALL
SELECT e.number, 'guest_order', e.event_id, d.name, d.name_kana, d.email, d.phone, d.postal_code, d.address, e.source_id
  FROM named e JOIN collection_record d USING (batch_id, line)
 WHERE e.part = 'orderer'
UNION ALL
SELECT e.number, 'recipient', e.event_id, d.ship_name, d.ship_name_kana, NULL, d.ship_phone, d.ship_postal_code,
       d.ship_address, e.source_id
  FROM named e JOIN collection_record d USING (batch_id, line)
 WHERE e.part = 'recipient'
UNION ALL
SELECT f.number, 'recipient', f.place || '@' || concat_ws('/', o.mall_id, nullif(o.merchant_id, ''), e.source_id),
       r.name, r.name_kana, NULL, r.phone, r.postal_code, r.address, e.source_id
  FROM further f
  JOIN collection_event e USING (batch_id, line)
  JOIN outlet o USING (outlet_no)
  JOIN collection_record d USING (batch_id, line)
  JOIN LATERAL further_recipients(d.other_recipients) r USING (place)
 WHERE f.name_key IS NOT NULL AND f.name_key IS DISTINCT FROM e.name_key
   AND NOT EXISTS (SELECT FROM order_events(
         ARRAY[f.place || '@' || concat_ws('/', o.mall_id, nullif(o.merchant_id, ''), e.source_id)]))
