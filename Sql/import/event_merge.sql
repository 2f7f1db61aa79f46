-- Corrected rows take the place of the older ones; new rows are added in the order of customer_key.
INSERT INTO supersession (batch_id, line, by_batch_id, by_line, subject)
SELECT j.held_batch, j.held_line, :batch::integer, j.line, s.kind::text
  FROM stage_judged j JOIN stage_event s USING (line) WHERE j.class = 'replaced';

DELETE FROM collection_record r USING stage_judged j
 WHERE j.class = 'replaced' AND (r.batch_id, r.line) = (j.held_batch, j.held_line);

DELETE FROM collection_event e USING stage_judged j, stage_event s
 WHERE j.class = 'replaced' AND s.line = j.line AND e.outlet_no = s.outlet_no AND e.source_id = s.source_id
   AND (e.batch_id, e.line) = (j.held_batch, j.held_line);

INSERT INTO collection_record
SELECT r.* FROM stage_record r JOIN stage_judged j USING (line) WHERE j.class IN ('accepted', 'replaced');

INSERT INTO collection_event
SELECT customer_key, name_key, email_key, phone_key, address_key, occurred_at, settlement_key, tracking_key, content_key,
       outlet_no, batch_id, line, kind, attested, source_id, ship_name_key, ship_phone_key, ship_address_key
  FROM stage_event JOIN stage_judged j USING (line)
 WHERE j.class IN ('accepted', 'replaced')
 ORDER BY customer_key;
