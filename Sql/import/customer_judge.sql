-- What each row of the file is beside what is held: accepted, unchanged, replaced, or a second row of the same
-- customer in one file (unchanged when it says the same, set aside as a duplicate when it does not).
ANALYZE stage_customer;

CREATE TEMPORARY TABLE stage_judged ON COMMIT DROP AS
SELECT s.line, s.weight, s.customer_key, s.first_line, h.batch_id AS held_batch, h.line AS held_line,
       CASE
         WHEN s.copy > 1 AND s.content_key = s.first_content THEN 'unchanged'
         WHEN s.copy > 1 THEN 'duplicate'
         WHEN h.customer_key IS NULL THEN 'accepted'
         WHEN h.customer_id <> s.customer_id THEN 'collision'
         WHEN h.content_key = s.content_key AND h.registered_at IS NOT DISTINCT FROM s.registered_at
              AND (b.origin = n.origin OR n.origin = 'unknown' OR b.origin = 'purchased') THEN 'unchanged'
         ELSE 'replaced'
       END AS class
  FROM (SELECT *, row_number() OVER w AS copy, first_value(content_key) OVER w AS first_content,
               first_value(line) OVER w AS first_line
          FROM stage_customer WINDOW w AS (PARTITION BY customer_key ORDER BY line)) s
  JOIN batch n ON n.batch_id = s.batch_id
  LEFT JOIN customer h USING (customer_key)
  LEFT JOIN batch b ON b.batch_id = h.batch_id;
ANALYZE stage_judged;

INSERT INTO reject (batch_id, line, column_name, reason, detail)
SELECT :batch::integer, j.line, 'customer_id', 'duplicate',
       CASE j.class WHEN 'duplicate' THEN 'line ' || j.first_line || ' gives the same customer with other content'
                    ELSE 'its key is that of another customer: tell the makers of yurai' END
  FROM stage_judged j WHERE j.class IN ('duplicate', 'collision');
