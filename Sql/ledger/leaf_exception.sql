SELECT json_build_object('kind', 'exception', 'at', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                         'record', s.leaf_no, 'commitment', :commitment::text)::text
  FROM (SELECT 1) one LEFT JOIN record_salt s ON s.customer_key = :customer_key::bigint
