-- Name periods of merchants: known by merchant and first day.
CREATE TEMPORARY TABLE stage_row ON COMMIT DROP AS
SELECT line, weight,
       c1 AS merchant_id,
       c2 AS name,
       c3 AS name_kana,
       c4 AS legal_name,
       c5 AS address,
       coalesce(c6::date, '-infinity') AS valid_from,
       coalesce(c7::date, 'infinity') AS valid_to
  FROM stage_text;

-- A period that ends before it begins is set aside.
INSERT INTO reject (batch_id, line, column_name, reason, detail)
SELECT :batch::integer, line, 'valid_to', 'bad-day', 'the period ends before it begins' FROM stage_row WHERE
    valid_to < valid_from;
DELETE FROM stage_row WHERE valid_to < valid_from;

CREATE TEMPORARY TABLE stage_judged ON COMMIT DROP AS
SELECT s.line, s.weight, s.first_line, h.batch_id AS held_batch, h.line AS held_line,
       CASE
         WHEN s.copy > 1 AND s.same THEN 'unchanged'
         WHEN s.copy > 1 THEN 'duplicate'
         WHEN h.batch_id IS NULL THEN 'accepted'
         WHEN (h.merchant_id, h.name, h.name_kana, h.legal_name, h.address, h.valid_from, h.valid_to)
              IS NOT DISTINCT FROM
              (s.merchant_id, s.name, s.name_kana, s.legal_name, s.address, s.valid_from, s.valid_to) THEN 'unchanged'
         ELSE 'replaced'
       END AS class
  FROM (SELECT r.*, row_number() OVER w AS copy, first_value(line) OVER w AS first_line,
               first_value(ROW(r.merchant_id, r.name, r.name_kana, r.legal_name, r.address, r.valid_from,
                   r.valid_to)::text) OVER w
                 = ROW(r.merchant_id, r.name, r.name_kana, r.legal_name, r.address, r.valid_from, r.valid_to)::text
                     AS same
          FROM stage_row r WINDOW w AS (PARTITION BY merchant_id, valid_from ORDER BY line)) s
  LEFT JOIN merchant_name h USING (merchant_id, valid_from);

INSERT INTO reject (batch_id, line, column_name, reason, detail)
SELECT :batch::integer, j.line, 'merchant_id', 'duplicate', 'line ' || j.first_line
       || ' gives the same one with other content'
  FROM stage_judged j WHERE j.class = 'duplicate';

INSERT INTO supersession (batch_id, line, by_batch_id, by_line, subject)
SELECT j.held_batch, j.held_line, :batch::integer, j.line, 'merchant_name' FROM stage_judged j WHERE j.class =
    'replaced';

INSERT INTO merchant_name (merchant_id, name, name_kana, legal_name, address, valid_from, valid_to, batch_id, line)
SELECT s.merchant_id, s.name, s.name_kana, s.legal_name, s.address, s.valid_from, s.valid_to, :batch::integer, s.line
  FROM stage_row s JOIN stage_judged j USING (line)
 WHERE j.class IN ('accepted', 'replaced')
    ON CONFLICT (merchant_id, valid_from) DO UPDATE
   SET (name, name_kana, legal_name, address, valid_to, batch_id, line)
     = (excluded.name, excluded.name_kana, excluded.legal_name, excluded.address, excluded.valid_to,
         excluded.batch_id, excluded.line);
