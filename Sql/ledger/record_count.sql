-- Places given away, records that were committed to, records judged.
SELECT (SELECT records FROM record_count), (SELECT count(*) FROM record_salt), (SELECT coalesce(sum(records), 0) FROM audit_census WHERE verdict <> 'erased')
