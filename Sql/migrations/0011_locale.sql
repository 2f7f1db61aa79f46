-- What is a letter, and what its small form, is not for the database's locale to say: the same provision lacks the same
-- everywhere.
CREATE OR REPLACE FUNCTION provision_missing(p provision, today date) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_remove(ARRAY[
      CASE WHEN p.provider_name IS NULL THEN 'provider_name' END,
      CASE WHEN p.received_on IS NULL AND p.basis <> 'consent' THEN 'received_on' END,
      CASE WHEN p.received_on > today THEN 'received_on is in the future' END,
      CASE WHEN p.evidence_ref IS NULL AND p.basis IN ('succession', 'joint_use') THEN 'evidence_ref' END,
      CASE WHEN p.provider_address IS NULL AND third_party THEN 'provider_address' END,
      CASE WHEN p.provider_representative IS NULL AND third_party AND legal_person
        THEN 'provider_representative' END,
      CASE WHEN third_party AND coalesce(lower(p.acquisition_source COLLATE "C"), 'unknown') IN ('unknown', '不明')
        THEN 'acquisition_source' END,
      CASE WHEN third_party AND coalesce(lower(p.acquisition_mode COLLATE "C"), 'unknown') IN ('unknown', '不明')
        THEN 'acquisition_mode' END,
      CASE WHEN p.confirmation_method IS NULL AND third_party THEN 'confirmation_method' END,
      CASE WHEN p.items IS NULL AND third_party THEN 'items' END,
      CASE WHEN p.consent_ref IS NULL AND p.basis = 'consent' THEN 'consent_ref' END,
      CASE WHEN p.ppc_filing_no IS NULL AND p.basis = 'opt_out' THEN 'ppc_filing_no' END
    ], NULL)
    FROM (SELECT p.basis IN ('consent', 'opt_out', 'purchase') AS third_party,
                 p.provider_name COLLATE "C" ~* '会社|法人|組合|協会|財団|\(株\)|㈱|\y(inc|ltd|llc|corp|gmbh|plc|co)\y' AS legal_person) k
$$;
