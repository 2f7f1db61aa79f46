-- What stands on the orders of a letter about other people than the one it is to: for a recipient the orderers' and those of the
-- other recipients, for an orderer the recipients' values. None of them may be in the letter, unless the person has the same value.
WITH e AS (
  SELECT NULL::integer AS place, batch_id, line, name_key, ship_name_key
    FROM collection_event WHERE customer_key = :customer_key::bigint AND kind = 'order'
   UNION ALL
  SELECT NULL, batch_id, line, name_key, ship_name_key FROM order_events(:orders::text[]) WHERE NOT :recipient::boolean
   UNION ALL
  SELECT place, (event).batch_id, (event).line, (event).name_key, (event).ship_name_key
    FROM received_orders(:orders::text[]) WHERE :recipient::boolean
)
SELECT DISTINCT v.value
  FROM e
  JOIN collection_record r USING (batch_id, line)
 CROSS JOIN LATERAL (
       SELECT unnest(ARRAY[r.name, r.name_kana, r.email, r.phone, r.address]) WHERE :recipient::boolean
        UNION ALL
       SELECT unnest(ARRAY[r.ship_name, r.ship_name_kana, r.ship_phone, r.ship_address])
        WHERE CASE WHEN :recipient::boolean THEN e.place IS NOT NULL
                   ELSE e.ship_name_key IS NOT NULL AND e.ship_name_key IS DISTINCT FROM e.name_key END
        UNION ALL
       SELECT unnest(ARRAY[f.name, f.name_kana, f.phone, f.address])
         FROM further_recipients(r.other_recipients) f
         LEFT JOIN further_recipient k ON (k.batch_id, k.line, k.place) = (e.batch_id, e.line, f.place)
        WHERE f.place IS DISTINCT FROM e.place AND (:recipient::boolean OR k.name_key IS DISTINCT FROM e.name_key)) v (value)
 WHERE v.value IS NOT NULL
