-- How many of the orders are not there, and how many belong to a customer who is; the cases about them that are not closed, but
-- for the one that asks for the erasure; whether that one's person placed all of them as a guest, and it is answered with the
-- identity settled. (An order that somebody received as a gift is not that person's to erase.)
SELECT (SELECT count(*) FROM unnest(:orders::text[]) s (id) WHERE NOT EXISTS (SELECT FROM order_events(ARRAY[s.id]))),
       (SELECT count(*) FROM order_events(:orders::text[]) e JOIN customer c USING (customer_key)),
       (SELECT string_agg(i.case_no, ', ' ORDER BY i.case_no) FROM inquiry_state i
         WHERE i.person_ids && :orders::text[] AND i.state <> 'closed' AND i.case_no IS DISTINCT FROM :case),
       CASE WHEN :case IS NOT NULL THEN EXISTS (SELECT FROM inquiry_state i
          WHERE i.case_no = :case AND i.state IN ('promised', 'answered') AND i.identity = 'settled'
            AND :orders::text[] <@ (
                SELECT CASE WHEN e.person_kind = 'guest_order' THEN e.person_ids ELSE '{}' END || coalesce(e.guest_orders, '{}')
                  FROM inquiry_event e WHERE e.case_no = i.case_no AND e.kind = 'person'
                 ORDER BY e.event_id DESC LIMIT 1)) END
