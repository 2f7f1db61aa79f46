-- Whether an order of a case came in anew after it was said that it is the person's: by a correction it may be another's.
SELECT EXISTS (SELECT FROM order_events(:guests::text[]) e JOIN batch b USING (batch_id) WHERE b.imported_at > p.at)
       OR EXISTS (SELECT FROM received_orders(:received::text[]) r JOIN batch b ON b.batch_id = (r.event).batch_id
                   WHERE b.imported_at > p.at)
  FROM (SELECT max(at) AS at FROM inquiry_event WHERE case_no = :case AND kind = 'person') p
