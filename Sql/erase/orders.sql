-- How many of the orders are not there, and how many belong to another customer, who is there; the cases about them that are not
-- closed, but for the one that asks for the erasure and those that get it with it; whether that one's person placed all of them as a
-- guest (but for those of the customer who is erased), and it is answered with the identity settled. (An order that somebody received
-- as a gift is not that person's to erase.)
SELECT (SELECT count(*) FROM unnest(:orders::text[]) s (id) WHERE NOT EXISTS (SELECT FROM order_events(ARRAY[s.id]))),
       (SELECT count(*) FROM order_events(:orders::text[]) e JOIN customer c USING (customer_key)
         WHERE c.customer_key IS DISTINCT FROM :customer_key::bigint),
       (SELECT string_agg(i.case_no, ', ' ORDER BY i.case_no)
          FROM inquiry_state i JOIN inquiry_person p USING (case_no)
         WHERE p.guest_orders || ARRAY(SELECT order_of(r) FROM unnest(p.received_orders) r) || p.received_orders && :orders::text[]
           AND i.state <> 'closed' AND i.case_no IS DISTINCT FROM :case AND i.case_no <> ALL (:also::text[])),
       CASE WHEN :case IS NOT NULL THEN EXISTS (
         SELECT FROM inquiry_state i JOIN inquiry_person p USING (case_no)
          WHERE i.case_no = :case AND i.state IN ('promised', 'answered') AND i.identity = 'settled'
            AND p.guest_orders @> ARRAY(
                SELECT s.id FROM unnest(:orders::text[]) s (id)
                 WHERE NOT EXISTS (SELECT FROM order_events(ARRAY[s.id]) e WHERE e.customer_key = :customer_key::bigint))) END
