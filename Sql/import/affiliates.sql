-- Affiliates: known by their id.
CREATE TEMPORARY TABLE stage_row ON COMMIT DROP AS
SELECT line, weight,
       c1 AS affiliate_id,
       c2 AS programme,
       c3 AS partner,
       c4 AS site_url
  FROM stage_text;

CREATE TEMPORARY TABLE stage_judged ON COMMIT DROP AS
SELECT s.line, s.weight, s.first_line, h.batch_id AS held_batch, h.line AS held_line,
       CASE
         WHEN s.copy > 1 AND s.same THEN 'unchanged'
         WHEN s.copy > 1 THEN 'duplicate'
         WHEN h.batch_id IS NULL THEN 'accepted'
         WHEN (h.affiliate_id, h.programme, h.partner, h.site_url)
              IS NOT DISTINCT FROM
              (s.affiliate_id, s.programme, s.partner, s.site_url) THEN 'unchanged'
         ELSE 'replaced'
       END AS class
  FROM (SELECT r.*, row_number() OVER w AS copy, first_value(line) OVER w AS first_line,
               first_value(ROW(r.affiliate_id, r.programme, r.partner, r.site_url)::text) OVER w
                 = ROW(r.affiliate_id, r.programme, r.partner, r.site_url)::text AS same
          FROM stage_row r WINDOW w AS (PARTITION BY affiliate_id ORDER BY line)) s
  LEFT JOIN affiliate h USING (affiliate_id);

INSERT INTO reject (batch_id, line, column_name, reason, detail)
SELECT :batch::integer, j.line, 'affiliate_id', 'duplicate', 'line ' || j.first_line
       || ' gives the same one with other content'
  FROM stage_judged j WHERE j.class = 'duplicate';

INSERT INTO supersession (batch_id, line, by_batch_id, by_line, subject)
SELECT j.held_batch, j.held_line, :batch::integer, j.line, 'affiliate' FROM stage_judged j WHERE j.class = 'replaced';

INSERT INTO affiliate (affiliate_id, programme, partner, site_url, batch_id, line)
SELECT s.affiliate_id, s.programme, s.partner, s.site_url, :batch::integer, s.line
  FROM stage_row s JOIN stage_judged j USING (line)
 WHERE j.class IN ('accepted', 'replaced')
    ON CONFLICT (affiliate_id) DO UPDATE
   SET (programme, partner, site_url, batch_id, line)
     = (excluded.programme, excluded.partner, excluded.site_url, excluded.batch_id, excluded.line);
