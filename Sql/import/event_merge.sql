-- Corrected rows take the place of the older ones; new rows are added in the order of customer_key. A number that is held
-- already is marked as repeated, whatever the file itself says of it.
INSERT INTO supersession (batch_id, line, by_batch_id, by_line, subject)
SELECT j.held_batch, j.held_line, :batch::integer, j.line, s.kind::text
  FROM stage_judged j JOIN stage_event s USING (line) WHERE j.class = 'replaced';

DELETE FROM collection_record r USING stage_judged j
 WHERE j.class = 'replaced' AND (r.batch_id, r.line) = (j.held_batch, j.held_line);

DELETE FROM collection_event e USING stage_judged j, stage_event s
 WHERE j.class = 'replaced' AND s.line = j.line AND e.outlet_no = s.outlet_no AND e.source_id = s.source_id
   AND (e.batch_id, e.line) = (j.held_batch, j.held_line);

-- The search finds nobody by what was corrected.
DELETE FROM search_key k USING stage_judged j
 WHERE (SELECT EXISTS (SELECT FROM stage_judged WHERE class = 'replaced')) AND k.part <> 'record'
   AND j.class = 'replaced' AND (k.batch_id, k.line) = (j.held_batch, j.held_line);

DELETE FROM further_recipient f USING stage_judged j
 WHERE j.class = 'replaced' AND (f.batch_id, f.line) = (j.held_batch, j.held_line);

INSERT INTO collection_record
SELECT r.* FROM stage_record r JOIN stage_judged j USING (line) WHERE j.class IN ('accepted', 'replaced');

INSERT INTO collection_event
SELECT s.customer_key, s.name_key, s.email_key, s.phone_key, s.address_key, s.occurred_at, s.settlement_key,
       s.tracking_key, s.content_key, s.outlet_no, s.batch_id, s.line, s.kind, s.attested, s.source_id,
       s.ship_name_key, s.ship_phone_key, s.ship_address_key,
       s.settlement_repeats OR hs.settlement_key IS NOT NULL, s.tracking_repeats OR ht.tracking_key IS NOT NULL
  FROM stage_event s
  JOIN stage_judged j USING (line)
  LEFT JOIN collection_event hs ON hs.settlement_key = s.settlement_key AND NOT hs.settlement_repeats
  LEFT JOIN collection_event ht ON ht.tracking_key = s.tracking_key AND NOT ht.tracking_repeats
 WHERE j.class IN ('accepted', 'replaced')
 ORDER BY s.customer_key;
