-- The customer that an order names, mall/merchant/order_id; null for a guest's.
SELECT r.customer_id
  FROM order_events(ARRAY[:order::text]) e
  JOIN collection_record r USING (batch_id, line)
