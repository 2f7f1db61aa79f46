SELECT json_build_object('kind', 'erasure', 'at', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                         'record', leaf_no, 'reason', reason, 'events', events, 'backups_until', backups_until)::text
  FROM erasure WHERE leaf_no = :leaf_no::bigint
