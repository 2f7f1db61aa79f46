-- What of other people stands on the orders that a letter speaks of, and was kept out of it: for a recipient the
-- orderer's and the other recipients', for an orderer the recipients'. The letter is the case's last one.
WITH e AS (
  SELECT NULL::integer AS place, batch_id, line, outlet_no, source_id, name_key, ship_name_key
    FROM collection_event WHERE customer_key = :customer_key::bigint AND kind = 'order'
   UNION ALL
  SELECT NULL, batch_id, line, outlet_no, source_id, name_key, ship_name_key
    FROM order_events(:orders::text[]) WHERE NOT :recipient::boolean
   UNION ALL
  SELECT place, (event).batch_id, (event).line, (event).outlet_no, (event).source_id, (event).name_key, (event).ship_name_key
    FROM received_orders(:orders::text[]) WHERE :recipient::boolean
)
INSERT INTO redaction (letter_id, subject, fields, reason, actor)
SELECT (SELECT max(l.letter_id) FROM letter l WHERE l.case_no = :case),
       concat(p.who, ' of order:', p.place || '@', concat_ws('/', o.mall_id, nullif(o.merchant_id, ''), e.source_id)),
       f.fields, 'data of another person (APPI Art. 33(2)(i), GDPR Art. 15(4))', :actor
  FROM e
  JOIN collection_record r USING (batch_id, line)
  JOIN outlet o USING (outlet_no)
 CROSS JOIN LATERAL (
       SELECT 'orderer' AS who, NULL::integer AS place, r.name, r.name_kana, r.email, r.phone, r.postal_code, r.address
        WHERE :recipient::boolean
        UNION ALL
       SELECT 'recipient', NULL, r.ship_name, r.ship_name_kana, NULL, r.ship_phone, r.ship_postal_code, r.ship_address
        WHERE CASE WHEN :recipient::boolean THEN e.place IS NOT NULL
                   ELSE e.ship_name_key IS NOT NULL AND e.ship_name_key IS DISTINCT FROM e.name_key END
        UNION ALL
       SELECT 'recipient', x.place, x.name, x.name_kana, NULL, x.phone, x.postal_code, x.address
         FROM further_recipients(r.other_recipients) x
         LEFT JOIN further_recipient k ON (k.batch_id, k.line, k.place) = (e.batch_id, e.line, x.place)
        WHERE x.place IS DISTINCT FROM e.place AND (:recipient::boolean OR k.name_key IS DISTINCT FROM e.name_key)) p
 CROSS JOIN LATERAL (
       SELECT array_remove(ARRAY[
                CASE WHEN p.name IS NOT NULL THEN 'name' END, CASE WHEN p.name_kana IS NOT NULL THEN 'name_kana' END,
                CASE WHEN p.email IS NOT NULL THEN 'email' END, CASE WHEN p.phone IS NOT NULL THEN 'phone' END,
                CASE WHEN p.postal_code IS NOT NULL THEN 'postal_code' END,
                CASE WHEN p.address IS NOT NULL THEN 'address' END], NULL)) f (fields)
 WHERE cardinality(f.fields) > 0
