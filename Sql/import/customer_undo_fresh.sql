-- A fresh load met the same customer twice: keep only the records of the rows that stay.
CREATE TEMPORARY TABLE stage_fresh ON COMMIT DROP AS
SELECT r.* FROM customer_record r JOIN stage_judged j USING (line) WHERE j.class = 'accepted';
TRUNCATE customer_record;
INSERT INTO customer_record SELECT * FROM stage_fresh;
INSERT INTO customer
SELECT s.customer_key, s.registered_at, s.name_key, s.email_key, s.phone_key, s.address_key, s.content_key,
       s.batch_id, s.line, s.customer_id
  FROM stage_customer s JOIN stage_judged j USING (line)
 WHERE j.class = 'accepted'
 ORDER BY s.customer_key;
