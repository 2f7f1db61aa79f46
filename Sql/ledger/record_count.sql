-- Records that were committed to, records judged.
SELECT (SELECT coalesce(sum(rows), 0)::bigint FROM audit_rows WHERE table_name = 'record_salt'),
       (SELECT coalesce(sum(records), 0)::bigint FROM audit_census WHERE verdict <> 'erased')
