-- What makes the plain tables usable: a key each, and the order's customer.
ALTER TABLE plain.customers ADD PRIMARY KEY (customer_id);
ALTER TABLE plain.orders ADD PRIMARY KEY (mall_id, merchant_id, order_id);
CREATE INDEX orders_customer ON plain.orders (customer_id);
ANALYZE plain.customers;
ANALYZE plain.orders;
ANALYZE plain.tenancies;
