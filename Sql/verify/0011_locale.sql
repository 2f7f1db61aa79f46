-- Fails loudly if 0011_locale does not hold what it promises: a name in Japanese letters that ends with Inc is a company's.
DO $$
DECLARE
  p provision;
BEGIN
  p.basis := 'consent';
  p.provider_name := 'ヤマダINC';
  p.acquisition_source := 'UNKNOWN';
  IF NOT provision_missing(p, DATE '2026-11-27') @> ARRAY['provider_representative', 'acquisition_source'] THEN
    RAISE EXCEPTION 'provision_missing depends on the locale';
  END IF;
END $$;
