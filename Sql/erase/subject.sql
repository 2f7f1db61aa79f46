-- Whether the record is there; its place; the cases about it that are not closed, but for the one that asks for the erasure and those
-- that get it with it; whether that one is this customer's, answered with the identity settled. (The recipient of a gift of hers is
-- somebody else.)
SELECT c.customer_key IS NOT NULL, s.leaf_no,
       (SELECT string_agg(i.case_no, ', ' ORDER BY i.case_no)
          FROM inquiry_state i JOIN inquiry_person p USING (case_no)
         WHERE (p.customers @> ARRAY[:customer] OR p.guest_orders || ARRAY(SELECT order_of(r) FROM unnest(p.received_orders) r) || p.received_orders && e.orders)
           AND i.state <> 'closed' AND i.case_no IS DISTINCT FROM :case AND i.case_no <> ALL (:also::text[])),
       CASE WHEN :case IS NOT NULL THEN EXISTS (
         SELECT FROM inquiry_state i JOIN inquiry_person p USING (case_no)
          WHERE i.case_no = :case AND i.state IN ('promised', 'answered') AND i.identity = 'settled'
            AND p.customers @> ARRAY[:customer]) END
  FROM (SELECT :customer_key::bigint AS customer_key) k
  LEFT JOIN customer c USING (customer_key)
  LEFT JOIN record_salt s USING (customer_key)
 CROSS JOIN LATERAL (
       SELECT coalesce(array_agg(concat_ws('/', nullif(o.mall_id, ''), nullif(o.merchant_id, ''), e.source_id)), '{}') AS orders
         FROM collection_event e JOIN outlet o USING (outlet_no)
        WHERE e.customer_key = k.customer_key AND e.kind = 'order') e
