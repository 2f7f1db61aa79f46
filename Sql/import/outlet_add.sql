-- Pairs met for the first time.
INSERT INTO outlet (outlet_no, mall_id, merchant_id)
SELECT * FROM unnest(:numbers::integer[], :malls::text[], :merchants::text[])
