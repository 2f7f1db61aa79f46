-- Corrected rows take the place of the older ones; new rows are added in the order of customer_key.
INSERT INTO supersession (batch_id, line, by_batch_id, by_line, subject)
SELECT j.held_batch, j.held_line, :batch::integer, j.line, 'customer' FROM stage_judged j WHERE j.class = 'replaced';

DELETE FROM customer_record r USING stage_judged j
 WHERE j.class = 'replaced' AND (r.batch_id, r.line) = (j.held_batch, j.held_line);

DELETE FROM customer c USING stage_judged j WHERE j.class = 'replaced' AND c.customer_key = j.customer_key;

-- The search finds nobody by what was corrected.
DELETE FROM search_key k USING stage_judged j
 WHERE (SELECT EXISTS (SELECT FROM stage_judged WHERE class = 'replaced')) AND k.part = 'record'
   AND j.class = 'replaced' AND (k.batch_id, k.line) = (j.held_batch, j.held_line);

INSERT INTO customer_record
SELECT r.* FROM stage_record r JOIN stage_judged j USING (line) WHERE j.class IN ('accepted', 'replaced');

INSERT INTO customer
SELECT s.customer_key, s.registered_at, s.name_key, s.email_key, s.phone_key, s.address_key, s.content_key,
       s.batch_id, s.line, s.customer_id
  FROM stage_customer s JOIN stage_judged j USING (line)
 WHERE j.class IN ('accepted', 'replaced')
 ORDER BY s.customer_key;
