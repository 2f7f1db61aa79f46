-- The acts in the order of their files and lines, each with its affiliate, if that is registered, and with the place of
-- the third party's record.
SELECT s.batch_id, s.line, s.customer_key, s.version, s.version = s.versions, e.kind::text, s.occurred_at, s.level, s.fields,
       s.outlet_no, s.tenancy_id, t.legal_role::text, a.affiliate_id, p.batch_id, p.line
  FROM prov_source s
  JOIN collection_event e USING (batch_id, line)
  LEFT JOIN tenancy t USING (tenancy_id)
  LEFT JOIN collection_evidence d ON e.kind = 'order' AND (d.batch_id, d.line) = (s.batch_id, s.line)
  LEFT JOIN affiliate a ON a.affiliate_id = d.affiliate_id
  LEFT JOIN provision p ON e.kind >= 'provision' AND p.provision_id = e.source_id
 ORDER BY s.batch_id, s.line
