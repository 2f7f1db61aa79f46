-- The registered affiliates through which these orders came.
SELECT a.affiliate_id, a.programme
  FROM affiliate a
 WHERE a.affiliate_id IN (SELECT d.affiliate_id FROM prov_source s JOIN collection_evidence d USING (batch_id, line))
 ORDER BY a.affiliate_id COLLATE "C"
