-- The registered affiliates through which these orders came.
SELECT a.affiliate_id, a.programme
  FROM affiliate a
 WHERE a.affiliate_id IN (SELECT s.affiliate_id FROM prov_source s)
 ORDER BY a.affiliate_id COLLATE "C"
