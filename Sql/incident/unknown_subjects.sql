-- Which subjects of an incident are not in the data, by their number from 1.
SELECT s.number::integer
  FROM unnest(:kinds::text[], :ids::text[]) WITH ORDINALITY AS s (kind, id, number)
 WHERE CASE WHEN s.kind = 'customer' THEN NOT EXISTS (SELECT FROM customer c WHERE c.customer_id = s.id)
            ELSE NOT EXISTS (SELECT FROM order_events(ARRAY[s.id])) END
 ORDER BY s.number
