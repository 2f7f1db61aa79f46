-- What stands on the orders of a letter about other people than the one it is to: for a recipient the orderers', for an
-- orderer the recipients' values. None of them may be in the letter, unless the person has the same value.
SELECT DISTINCT v.value
  FROM (SELECT * FROM collection_event WHERE customer_key = :customer_key::bigint AND kind = 'order'
         UNION ALL SELECT * FROM order_events(:orders::text[])) e
  JOIN collection_record r USING (batch_id, line)
 CROSS JOIN LATERAL (
       SELECT unnest(ARRAY[r.name, r.name_kana, r.email, r.phone, r.address]) WHERE :recipient::boolean
        UNION ALL
       SELECT unnest(ARRAY[r.ship_name, r.ship_name_kana, r.ship_phone, r.ship_address])
        WHERE NOT :recipient::boolean AND e.ship_name_key IS NOT NULL AND e.ship_name_key IS DISTINCT FROM e.name_key) v (value)
 WHERE v.value IS NOT NULL
