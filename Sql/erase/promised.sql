-- Other cases of the same person that are answered, with the identity settled, and in which nothing is open but the promise to erase;
-- all that such a case names as hers is erased now, or was before. (What she received is not hers to erase.)
SELECT i.case_no
  FROM inquiry_state i JOIN inquiry_person p USING (case_no)
 WHERE i.case_no <> :case::text AND i.state = 'promised' AND i.identity = 'settled'
   AND (p.customers @> ARRAY[:customer::text] OR p.customers = '{}' AND p.guest_orders && :orders::text[])
   AND p.customers <@ ARRAY[:customer::text, 'erased']
   AND NOT EXISTS (SELECT FROM unnest(p.guest_orders) g (id) CROSS JOIN LATERAL order_events(ARRAY[g.id]) e
                    WHERE g.id <> ALL (:orders::text[]) AND e.customer_key IS DISTINCT FROM :customer_key::bigint)
   AND NOT EXISTS (SELECT FROM inquiry_due u
                    WHERE u.case_no = i.case_no AND u.what = 'promise' AND u.rule_id NOT IN ('result', 'erase')
                      AND NOT EXISTS (SELECT FROM inquiry_event e
                                       WHERE e.case_no = u.case_no AND e.kind = 'fulfilled' AND e.ask = u.rule_id))
 ORDER BY i.case_no
