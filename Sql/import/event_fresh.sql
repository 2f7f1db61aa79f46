-- Into an empty table: the records are already in their place, the facts follow in the order of customer_key, so
-- that the audit reads each customer's events side by side.
INSERT INTO collection_event
SELECT customer_key, name_key, email_key, phone_key, address_key, occurred_at, settlement_key, tracking_key, content_key,
       outlet_no, batch_id, line, kind, attested, source_id, ship_name_key, ship_phone_key, ship_address_key,
       settlement_repeats, tracking_repeats
  FROM stage_event
 ORDER BY customer_key;
