-- Tenancies: known by mall, merchant and first day.
CREATE TEMPORARY TABLE stage_row ON COMMIT DROP AS
SELECT line, weight,
       c1 AS mall_id,
       c2 AS merchant_id,
       c3 AS storefront,
       c4 AS storefront_url,
       c5::legal_role AS legal_role,
       c6::date AS opened_on,
       coalesce(c7::date, 'infinity') AS closed_on,
       c8 AS contract_ref,
       :timezone::text AS timezone
  FROM stage_text;

-- A period that ends before it begins is set aside.
INSERT INTO reject (batch_id, line, column_name, reason, detail)
SELECT :batch::integer, line, 'closed_on', 'bad-day', 'the period ends before it begins' FROM stage_row WHERE
    closed_on < opened_on;
DELETE FROM stage_row WHERE closed_on < opened_on;

CREATE TEMPORARY TABLE stage_judged ON COMMIT DROP AS
SELECT s.line, s.weight, s.first_line, h.batch_id AS held_batch, h.line AS held_line,
       CASE
         WHEN s.copy > 1 AND s.same THEN 'unchanged'
         WHEN s.copy > 1 THEN 'duplicate'
         WHEN h.batch_id IS NULL THEN 'accepted'
         WHEN (h.mall_id, h.merchant_id, h.storefront, h.storefront_url, h.legal_role, h.opened_on, h.closed_on,
             h.contract_ref, h.timezone)
              IS NOT DISTINCT FROM
              (s.mall_id, s.merchant_id, s.storefront, s.storefront_url, s.legal_role, s.opened_on, s.closed_on,
                  s.contract_ref, s.timezone) THEN 'unchanged'
         ELSE 'replaced'
       END AS class
  FROM (SELECT r.*, row_number() OVER w AS copy, first_value(line) OVER w AS first_line,
               first_value(ROW(r.mall_id, r.merchant_id, r.storefront, r.storefront_url, r.legal_role, r.opened_on,
                   r.closed_on, r.contract_ref, r.timezone)::text) OVER w
                 = ROW(r.mall_id, r.merchant_id, r.storefront, r.storefront_url, r.legal_role, r.opened_on,
                     r.closed_on, r.contract_ref, r.timezone)::text AS same
          FROM stage_row r WINDOW w AS (PARTITION BY mall_id, merchant_id, opened_on ORDER BY line)) s
  LEFT JOIN tenancy h USING (mall_id, merchant_id, opened_on);

INSERT INTO reject (batch_id, line, column_name, reason, detail)
SELECT :batch::integer, j.line, 'mall_id', 'duplicate', 'line ' || j.first_line
       || ' gives the same one with other content'
  FROM stage_judged j WHERE j.class = 'duplicate';

INSERT INTO supersession (batch_id, line, by_batch_id, by_line, subject)
SELECT j.held_batch, j.held_line, :batch::integer, j.line, 'tenancy' FROM stage_judged j WHERE j.class = 'replaced';

INSERT INTO tenancy (mall_id, merchant_id, storefront, storefront_url, legal_role, opened_on, closed_on,
    contract_ref, timezone, batch_id, line)
SELECT s.mall_id, s.merchant_id, s.storefront, s.storefront_url, s.legal_role, s.opened_on, s.closed_on,
    s.contract_ref, s.timezone, :batch::integer, s.line
  FROM stage_row s JOIN stage_judged j USING (line)
 WHERE j.class IN ('accepted', 'replaced')
    ON CONFLICT (mall_id, merchant_id, opened_on) DO UPDATE
   SET (storefront, storefront_url, legal_role, closed_on, contract_ref, timezone, batch_id, line)
     = (excluded.storefront, excluded.storefront_url, excluded.legal_role, excluded.closed_on,
         excluded.contract_ref, excluded.timezone, excluded.batch_id, excluded.line);
