-- The records of the third parties that handed something over, by the row that holds each.
SELECT p.batch_id, p.line, p.basis::text
  FROM provision p
 WHERE p.provision_id IN (SELECT s.provision_id FROM prov_source s)
 ORDER BY p.batch_id, p.line
