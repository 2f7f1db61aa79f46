-- What each row of the file is beside what is held: accepted, unchanged, replaced, or a second row of the same event
-- in one file (unchanged when it says the same, set aside as a duplicate when it does not). An order is known by
-- mall, merchant and number. The same row under another declared
-- origin is a correction too; but nothing is learnt from an undeclared one, and a bought row stays bought.
ANALYZE stage_event;

CREATE TEMPORARY TABLE stage_judged ON COMMIT DROP AS
SELECT s.line, s.weight, s.first_line, h.batch_id AS held_batch, h.line AS held_line,
       CASE
         WHEN s.copy > 1 AND s.content_key = s.first_content THEN 'unchanged'
         WHEN s.copy > 1 THEN 'duplicate'
         WHEN h.batch_id IS NULL THEN 'accepted'
         WHEN h.content_key = s.content_key AND h.occurred_at = s.occurred_at AND (b.origin = n.origin OR n.origin = 'unknown' OR b.origin = 'purchased') THEN 'unchanged'
         ELSE 'replaced'
       END AS class,
       -- Of guests only the names can tell that they are two.
       coalesce(h.customer_key, h.name_key) IS DISTINCT FROM coalesce(s.customer_key, s.name_key)
         AND (h.occurred_at AT TIME ZONE n.timezone)::date <> (s.occurred_at AT TIME ZONE n.timezone)::date AS takes_number
  FROM (SELECT *, row_number() OVER w AS copy, first_value(content_key) OVER w AS first_content,
               first_value(line) OVER w AS first_line
          FROM stage_event
        WINDOW w AS (PARTITION BY outlet_no, source_id ORDER BY line)) s
  JOIN batch n ON n.batch_id = s.batch_id
  LEFT JOIN collection_event h
    ON h.kind = 'order' AND h.outlet_no = s.outlet_no AND h.source_id = s.source_id
  LEFT JOIN batch b ON b.batch_id = h.batch_id;
ANALYZE stage_judged;

INSERT INTO reject (batch_id, line, column_name, reason, detail)
SELECT :batch::integer, j.line, :id_column, 'duplicate', 'line ' || j.first_line
       || ' gives the same one with other content'
  FROM stage_judged j WHERE j.class = 'duplicate';
