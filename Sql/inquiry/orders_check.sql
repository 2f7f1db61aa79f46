-- Whether orders are one person's: how many there are, how many have a customer record, how many name a recipient of
-- their own, and how many different values each field of the person holds (of a recipient, the destination's).
WITH e AS (
  SELECT * FROM order_events(:orders::text[]) WHERE NOT :recipient::boolean
   UNION ALL
  SELECT (event).* FROM received_orders(:orders::text[]) WHERE :recipient::boolean
)
SELECT count(*), count(*) FILTER (WHERE EXISTS (SELECT FROM customer c WHERE c.customer_key = e.customer_key)),
       count(*) FILTER (WHERE e.ship_name_key IS NOT NULL AND e.ship_name_key IS DISTINCT FROM e.name_key),
       greatest(count(DISTINCT CASE WHEN :recipient::boolean THEN e.ship_name_key ELSE e.name_key END),
                count(DISTINCT CASE WHEN :recipient::boolean THEN NULL ELSE e.email_key END),
                count(DISTINCT CASE WHEN :recipient::boolean THEN e.ship_phone_key ELSE e.phone_key END),
                count(DISTINCT CASE WHEN :recipient::boolean THEN e.ship_address_key ELSE e.address_key END))
  FROM e
