-- Which provisions have a complete record? Only those place and prove what they brought (APPI Art. 30(3),
-- Enforcement Rule 24; for succession and joint use Art. 27(5)). The missing items are named for the finding.
DROP TABLE IF EXISTS audit_provision;
CREATE UNLOGGED TABLE audit_provision AS
SELECT p.provision_id, p.basis, p.received_on, p.basis IN ('purchase', 'opt_out') AS bought,
       array_remove(ARRAY[
         CASE WHEN p.provider_name IS NULL THEN 'provider_name' END,
         CASE WHEN p.received_on IS NULL AND p.basis <> 'consent' THEN 'received_on' END,
         CASE WHEN p.received_on > :today::date THEN 'received_on is in the future' END,
         CASE WHEN p.evidence_ref IS NULL AND p.basis IN ('succession', 'joint_use') THEN 'evidence_ref' END,
         CASE WHEN p.provider_address IS NULL AND third_party THEN 'provider_address' END,
         CASE WHEN p.provider_representative IS NULL AND third_party AND legal_person
              THEN 'provider_representative' END,
         CASE WHEN third_party AND coalesce(lower(p.acquisition_source), 'unknown') IN ('unknown', '不明')
              THEN 'acquisition_source' END,
         CASE WHEN third_party AND coalesce(lower(p.acquisition_mode), 'unknown') IN ('unknown', '不明')
              THEN 'acquisition_mode' END,
         CASE WHEN p.confirmation_method IS NULL AND third_party THEN 'confirmation_method' END,
         CASE WHEN p.items IS NULL AND third_party THEN 'items' END,
         CASE WHEN p.consent_ref IS NULL AND p.basis = 'consent' THEN 'consent_ref' END,
         CASE WHEN p.ppc_filing_no IS NULL AND p.basis = 'opt_out' THEN 'ppc_filing_no' END
       ], NULL) AS missing
  FROM provision p
 CROSS JOIN LATERAL (SELECT p.basis IN ('consent', 'opt_out', 'purchase') AS third_party,
         p.provider_name ~* '会社|法人|組合|協会|財団|\(株\)|㈱|\y(inc|ltd|llc|corp|gmbh|plc|co)\y' AS legal_person) k;
ANALYZE audit_provision;
COMMENT ON TABLE audit_provision IS 'Stage 30 of the last audit: provisions and what their records lack.';
