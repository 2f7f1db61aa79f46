SELECT json_build_object('kind', 'sample', 'at', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                         'run', :run::integer, 'nonce_sha256', :hash::text, 'confidence', :confidence::numeric,
                         'tolerable', :tolerable::numeric, 'stratified', :stratified::text)::text
