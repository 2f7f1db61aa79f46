-- A fresh load met the same event twice: keep only the records of the rows that stay.
CREATE TEMPORARY TABLE stage_fresh ON COMMIT DROP AS
SELECT r.* FROM collection_record r JOIN stage_judged j USING (line) WHERE j.class = 'accepted';
TRUNCATE collection_record;
INSERT INTO collection_record SELECT * FROM stage_fresh;
INSERT INTO collection_event
SELECT customer_key, name_key, email_key, phone_key, address_key, occurred_at, settlement_key, tracking_key, content_key,
       outlet_no, batch_id, line, kind, attested, source_id, ship_name_key, ship_phone_key, ship_address_key,
       settlement_repeats, tracking_repeats
  FROM stage_event JOIN stage_judged j USING (line)
 WHERE j.class = 'accepted'
 ORDER BY customer_key;
