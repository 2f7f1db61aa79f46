-- Fails loudly if 0015_further_recipient does not hold what it promises.
DO $$
BEGIN
  PERFORM batch_id, line, place, name_key, kana_key, phone_key, postal_key, address_key FROM further_recipient LIMIT 0;
  PERFORM id, place, (event).ship_name_key FROM received_orders('{tony/hana/1,2@tony/hana/1}');
  IF (SELECT array_agg(place || coalesce(name, '-') ORDER BY place)
        FROM further_recipients('[{"name": " A "}, 1, {"phone": "0"}]')) <> '{2A,4-}'
     OR EXISTS (SELECT FROM further_recipients('?')) OR EXISTS (SELECT FROM further_recipients('{"name": "A"}'))
     OR EXISTS (SELECT FROM further_recipients('[{"name": "\u0000"}]')) THEN
    RAISE EXCEPTION 'further recipients are read in another way';
  END IF;
  IF order_of('2@tony/hana/1') <> 'tony/hana/1' OR order_of('tony/hana/2@A') <> 'tony/hana/2@A' THEN
    RAISE EXCEPTION 'the order of a recipient is another one';
  END IF;
  BEGIN
    INSERT INTO further_recipient (batch_id, line, place) VALUES (1, 1, 1);
    RAISE EXCEPTION 'a first recipient was taken for a further one';
  EXCEPTION WHEN check_violation THEN NULL;
  END;
END $$;
