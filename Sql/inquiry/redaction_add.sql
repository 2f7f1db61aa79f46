-- What of other people stands on the orders that a letter speaks of, and was kept out of it: for a recipient the
-- orderer's, for an orderer the recipients'. The letter is the case's last one.
INSERT INTO redaction (letter_id, subject, fields, reason, actor)
SELECT (SELECT max(l.letter_id) FROM letter l WHERE l.case_no = :case),
       concat(CASE WHEN :recipient::boolean THEN 'orderer' ELSE 'recipient' END, ' of order:',
              concat_ws('/', o.mall_id, nullif(o.merchant_id, ''), e.source_id)),
       f.fields, 'data of another person (APPI Art. 33(2)(i), GDPR Art. 15(4))', :actor
  FROM (SELECT * FROM collection_event WHERE customer_key = :customer_key::bigint AND kind = 'order'
         UNION ALL SELECT * FROM order_events(:orders::text[])) e
  JOIN collection_record r USING (batch_id, line)
  JOIN outlet o USING (outlet_no)
 CROSS JOIN LATERAL (
       SELECT CASE WHEN :recipient::boolean THEN array_remove(ARRAY[
                CASE WHEN r.name IS NOT NULL THEN 'name' END, CASE WHEN r.name_kana IS NOT NULL THEN 'name_kana' END,
                CASE WHEN r.email IS NOT NULL THEN 'email' END, CASE WHEN r.phone IS NOT NULL THEN 'phone' END,
                CASE WHEN r.postal_code IS NOT NULL THEN 'postal_code' END,
                CASE WHEN r.address IS NOT NULL THEN 'address' END], NULL)
              WHEN e.ship_name_key IS NOT NULL AND e.ship_name_key IS DISTINCT FROM e.name_key THEN array_remove(ARRAY[
                CASE WHEN r.ship_name IS NOT NULL THEN 'name' END,
                CASE WHEN r.ship_name_kana IS NOT NULL THEN 'name_kana' END,
                CASE WHEN r.ship_phone IS NOT NULL THEN 'phone' END,
                CASE WHEN r.ship_postal_code IS NOT NULL THEN 'postal_code' END,
                CASE WHEN r.ship_address IS NOT NULL THEN 'address' END], NULL)
              ELSE '{}' END) f (fields)
 WHERE cardinality(f.fields) > 0
