-- The leaf that commits to a nonce; of a stratified sample also to how many records each stratum has.
SELECT CASE WHEN :strata::text IS NULL THEN leaf ELSE regexp_replace(leaf, '}$', format(', "strata" : %s}', to_json(:strata::text))) END
  FROM (SELECT json_build_object('kind', 'sample', 'at', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                         'run', :run::integer, 'nonce_sha256', :hash::text, 'confidence', :confidence::numeric,
                         'tolerable', :tolerable::numeric, 'stratified', :stratified::text)::text AS leaf) l
