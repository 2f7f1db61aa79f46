-- Who this could be: for each query the records, orders and recipients of which an email address, a phone number, an
-- address or the order number is the one asked for; with what they hold, for comparing. Where a value leads to many (a
-- dormitory, a household that ordered hundreds of times), :read of them are looked at and :most are taken, those of the name
-- first. :further is whether any order names further recipients. The customers :known are left out with their orders.
WITH q AS (
  SELECT * FROM unnest(:numbers::integer[], :emails::bigint[], :phones::bigint[], :addresses::bigint[], :orders::text[], :names::bigint[])
         AS q (number, email_key, phone_key, address_key, order_id, name_key)
), record AS (
  SELECT q.number, c.customer_key FROM q CROSS JOIN LATERAL (
    (SELECT customer_key FROM (
       SELECT c.customer_key, c.name_key FROM customer c
        WHERE c.email_key = q.email_key AND c.customer_key <> ALL (:known::bigint[]) LIMIT :read::integer) c
      ORDER BY c.name_key = q.name_key DESC NULLS LAST LIMIT :most::integer) UNION ALL
    (SELECT customer_key FROM (
       SELECT c.customer_key, c.name_key FROM customer c
        WHERE c.phone_key = q.phone_key AND c.customer_key <> ALL (:known::bigint[]) LIMIT :read::integer) c
      ORDER BY c.name_key = q.name_key DESC NULLS LAST LIMIT :most::integer) UNION ALL
    (SELECT customer_key FROM (
       SELECT c.customer_key, c.name_key FROM customer c
        WHERE c.address_key = q.address_key AND c.customer_key <> ALL (:known::bigint[]) LIMIT :read::integer) c
      ORDER BY c.name_key = q.name_key DESC NULLS LAST LIMIT :most::integer)) c
), event AS (
  SELECT DISTINCT q.number, e.batch_id, e.line, e.customer_key, e.outlet_no, e.kind, e.source_id, e.name_key,
         e.ship_name_key IS NOT NULL AND e.ship_name_key IS DISTINCT FROM e.name_key AS has_recipient
    FROM q CROSS JOIN LATERAL (
    (SELECT * FROM (
       SELECT e.* FROM collection_event e WHERE e.email_key = q.email_key
          AND (e.customer_key IS NULL OR e.customer_key <> ALL (:known::bigint[])) LIMIT :read::integer) e
      ORDER BY e.name_key = q.name_key DESC NULLS LAST LIMIT :most::integer) UNION ALL
    (SELECT * FROM (
       SELECT e.* FROM collection_event e WHERE e.phone_key = q.phone_key
          AND (e.customer_key IS NULL OR e.customer_key <> ALL (:known::bigint[])) LIMIT :read::integer) e
      ORDER BY e.name_key = q.name_key DESC NULLS LAST LIMIT :most::integer) UNION ALL
    (SELECT * FROM (
       SELECT e.* FROM collection_event e WHERE e.address_key = q.address_key
          AND (e.customer_key IS NULL OR e.customer_key <> ALL (:known::bigint[])) LIMIT :read::integer) e
      ORDER BY e.name_key = q.name_key DESC NULLS LAST LIMIT :most::integer) UNION ALL
    (SELECT * FROM (
       SELECT e.* FROM collection_event e WHERE e.ship_phone_key = q.phone_key
          AND (e.customer_key IS NULL OR e.customer_key <> ALL (:known::bigint[])) LIMIT :read::integer) e
      ORDER BY e.ship_name_key = q.name_key DESC NULLS LAST LIMIT :most::integer) UNION ALL
    (SELECT * FROM (
       SELECT e.* FROM collection_event e WHERE e.ship_address_key = q.address_key
          AND (e.customer_key IS NULL OR e.customer_key <> ALL (:known::bigint[])) LIMIT :read::integer) e
      ORDER BY e.ship_name_key = q.name_key DESC NULLS LAST LIMIT :most::integer) UNION ALL
    (SELECT e.* FROM collection_event e WHERE e.kind = 'order' AND e.source_id = q.order_id LIMIT :most::integer) UNION ALL
    (SELECT e.* FROM (
       SELECT f.batch_id, f.line, f.name_key FROM further_recipient f
        WHERE :further::boolean AND f.phone_key = q.phone_key LIMIT :read::integer) f
       JOIN collection_event e USING (batch_id, line)
      WHERE e.customer_key IS NULL OR e.customer_key <> ALL (:known::bigint[])
      ORDER BY f.name_key = q.name_key DESC NULLS LAST LIMIT :most::integer) UNION ALL
    (SELECT e.* FROM (
       SELECT f.batch_id, f.line, f.name_key FROM further_recipient f
        WHERE :further::boolean AND f.address_key = q.address_key LIMIT :read::integer) f
       JOIN collection_event e USING (batch_id, line)
      WHERE e.customer_key IS NULL OR e.customer_key <> ALL (:known::bigint[])
      ORDER BY f.name_key = q.name_key DESC NULLS LAST LIMIT :most::integer)) e
), named AS (
  SELECT e.*, c.customer_id,
         CASE WHEN e.kind = 'order' THEN concat_ws('/', o.mall_id, nullif(o.merchant_id, ''), e.source_id)
              ELSE event_name(e.kind, o.mall_id, o.merchant_id, e.source_id) END AS event_id
    FROM event e JOIN outlet o USING (outlet_no) LEFT JOIN customer c USING (customer_key)
)
SELECT r.number, 'customer' AS kind, c.customer_id AS id, d.name, d.name_kana, d.email, d.phone, d.postal_code, d.address,
       NULL AS order_id
  FROM (SELECT number, customer_key FROM record UNION SELECT number, customer_key FROM event) r
  JOIN customer c USING (customer_key)
  JOIN customer_record d USING (batch_id, line)
UNION ALL
SELECT e.number, CASE WHEN e.customer_id IS NULL THEN 'guest_order' ELSE 'customer' END, coalesce(e.customer_id, e.event_id),
       d.name, d.name_kana, d.email, d.phone, d.postal_code, d.address, e.source_id
  FROM named e JOIN collection_record d USING (batch_id, line)
UNION ALL
-- A recipient is somebody else; an address to which the orderers had it sent to themselves is theirs.
SELECT e.number,
       CASE WHEN e.has_recipient THEN 'recipient' WHEN e.customer_id IS NULL THEN 'guest_order' ELSE 'customer' END,
       CASE WHEN e.has_recipient THEN e.event_id ELSE coalesce(e.customer_id, e.event_id) END,
       d.ship_name, d.ship_name_kana, NULL, d.ship_phone, d.ship_postal_code, d.ship_address, e.source_id
  FROM named e JOIN collection_record d USING (batch_id, line)
 WHERE coalesce(d.ship_name, d.ship_phone, d.ship_address) IS NOT NULL
UNION ALL
SELECT e.number,
       CASE WHEN k.has_recipient THEN 'recipient' WHEN e.customer_id IS NULL THEN 'guest_order' ELSE 'customer' END,
       CASE WHEN k.has_recipient THEN concat(f.place, '@', e.event_id) ELSE coalesce(e.customer_id, e.event_id) END,
       r.name, r.name_kana, NULL, r.phone, r.postal_code, r.address, e.source_id
  FROM named e
  JOIN further_recipient f USING (batch_id, line)
  JOIN collection_record d USING (batch_id, line)
  JOIN LATERAL further_recipients(d.other_recipients) r USING (place)
 CROSS JOIN LATERAL (SELECT f.name_key IS NOT NULL AND f.name_key IS DISTINCT FROM e.name_key) k (has_recipient)
 WHERE :further::boolean
   AND NOT EXISTS (SELECT FROM order_events(ARRAY[concat(f.place, '@', e.event_id)]))
