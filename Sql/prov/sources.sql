-- The acts in the order of their files and lines, each with its affiliate, if that is registered, and with the place of
-- the third party's record.
SELECT batch_id, line, customer_key, version, version = versions, kind::text, occurred_at, level, fields, outlet_no,
       tenancy_id, legal_role::text, affiliate_id, provider_batch_id, provider_line
  FROM prov_source
 ORDER BY batch_id, line
