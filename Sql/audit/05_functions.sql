-- The functions that decide what a verdict is, as this version has them: whatever stood in their place in the database, an
-- audit judges by what its rule files say, and their hash is in its leaf. They are those of the migrations.
CREATE OR REPLACE FUNCTION event_level(kind event_kind, complete boolean, placed boolean, corroborated boolean) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN kind >= 'provision' THEN CASE WHEN complete THEN 3 ELSE 1 END
    WHEN placed IS NOT TRUE THEN 1
    WHEN corroborated THEN 4
    ELSE 2
  END
$$;

CREATE OR REPLACE FUNCTION verdict_of(bought boolean, has_event boolean, predates boolean, name integer, email integer,
                           phone integer, address integer) RETURNS verdict
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN bought THEN verdict 'purchased'
    WHEN NOT has_event THEN verdict 'untraced'
    WHEN coalesce(greatest(name, email, phone, address), 0) < 2 OR predates THEN verdict 'contradicted'
    WHEN least(name, email, phone, address) < 2 THEN verdict 'partial'
    WHEN least(name, email, phone, address) < 3 THEN verdict 'uncorroborated'
    WHEN least(name, email, phone, address) < 4 THEN verdict 'received'
    ELSE verdict 'traced'
  END
$$;

CREATE OR REPLACE FUNCTION event_name(kind event_kind, mall_id text, merchant_id text, source_id text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT concat(kind, ':', concat_ws('/', nullif(mall_id, ''), nullif(merchant_id, ''), source_id))
$$;

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

CREATE OR REPLACE FUNCTION best_level(marks integer, field integer) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN marks & (field << 20) <> 0 THEN 4
              WHEN marks & (field << 15) <> 0 THEN 3
              WHEN marks & (field << 10) <> 0 THEN 2
              WHEN marks & (field << 5) <> 0 THEN 1
              ELSE 0 END
$$;

CREATE OR REPLACE FUNCTION customer_canonical(customer_id text, registered_at timestamptz, batch_id integer, line integer, mall_id text,
                                   name text, name_kana text, email text, phone text, postal_code text, address text)
RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT convert_to(json_build_array('yurai.customer/v1', customer_id,
           to_char(registered_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), batch_id, line, mall_id,
           name, name_kana, email, phone, postal_code, address)::text, 'UTF8')
$$;
