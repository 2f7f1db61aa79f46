-- Whether an order of a case came in anew after it was said that it is the person's: by a correction it may be another's.
WITH person AS (
  SELECT at, last_batch FROM inquiry_event WHERE case_no = :case AND kind = 'person' ORDER BY event_id DESC LIMIT 1
), since AS (
  SELECT b.batch_id FROM batch b, person p WHERE coalesce(b.batch_id > p.last_batch, b.imported_at > p.at)
)
SELECT EXISTS (SELECT FROM order_events(:guests::text[]) e JOIN since USING (batch_id))
       OR EXISTS (SELECT FROM received_orders(:received::text[]) r JOIN since s ON s.batch_id = (r.event).batch_id)
