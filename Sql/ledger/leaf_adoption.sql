-- The leaf of an adoption: how many rows there are, and by which transactions.
SELECT json_build_object('kind', 'adoption', 'at', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
         'customers', (SELECT coalesce(sum(rows), 0) FROM audit_rows WHERE table_name = 'customer'),
         'events', (SELECT coalesce(sum(rows), 0) FROM audit_rows WHERE table_name = 'collection_event'),
         'transactions', (SELECT json_agg(t ORDER BY t::bigint) FROM (SELECT DISTINCT transaction::text AS t FROM audit_foreign) f))::text
