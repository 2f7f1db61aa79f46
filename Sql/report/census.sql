-- The census of a run by mall, merchant, year and verdict; and the legal role of that merchant's tenancies in that mall in
-- that year, where they have one and the same.
SELECT c.mall_id, c.merchant_id, nullif(c.collected_year, 0) AS collected_year, c.verdict, c.records,
       (SELECT min(t.legal_role::text) FROM tenancy t
         WHERE (t.mall_id, t.merchant_id) = (c.mall_id, c.merchant_id) AND c.collected_year > 0
           AND t.opened_on <= make_date(c.collected_year, 12, 31) AND t.closed_on >= make_date(c.collected_year, 1, 1)
        HAVING count(DISTINCT t.legal_role) = 1) AS legal_role
  FROM run_census c
 WHERE c.run_id = :run::integer
 ORDER BY c.mall_id COLLATE "C", c.merchant_id COLLATE "C", c.collected_year, c.verdict
