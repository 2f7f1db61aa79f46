-- Into an empty table: the records are already in their place, the facts follow in the order of customer_key.
INSERT INTO customer
SELECT customer_key, registered_at, name_key, email_key, phone_key, address_key, content_key, batch_id, line, customer_id
  FROM stage_customer
 ORDER BY customer_key;
