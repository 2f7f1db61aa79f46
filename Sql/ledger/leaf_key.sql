SELECT json_build_object('kind', 'key', 'at', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                         'change', :change::text, 'vkey', :vkey::text)::text
