-- An erasure. That of orders alone says that no customer record went.
SELECT CASE WHEN EXISTS (SELECT FROM erased_rows r WHERE r.leaf_no = e.leaf_no AND r.customers > 0)
            THEN json_build_object('kind', 'erasure', 'at', m.at, 'record', e.leaf_no, 'reason', e.reason, 'events', e.events,
                                   'backups_until', e.backups_until)
            ELSE json_build_object('kind', 'erasure', 'at', m.at, 'record', e.leaf_no, 'reason', e.reason, 'events', e.events,
                                   'backups_until', e.backups_until, 'customers', 0) END::text
  FROM erasure e
 CROSS JOIN (SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at) m
 WHERE e.leaf_no = :leaf_no::bigint
