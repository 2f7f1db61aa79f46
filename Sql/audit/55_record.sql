-- Records that a rule may have something to say about, and how many there are of each verdict: so that the rules read a
-- small table too. Verdicts are in the order in which they are declared: below received is what is not explained, and all of
-- that is in the small table and counted there.
DROP TABLE IF EXISTS audit_record;
CREATE UNLOGGED TABLE audit_record AS
SELECT v.* FROM audit_verdict v
 WHERE v.verdict < 'received' OR v.predates OR v.registered_at IS NULL
    OR v.name_level = 0 OR v.email_level = 0 OR v.phone_level = 0 OR v.address_level = 0;
ANALYZE audit_record;
COMMENT ON TABLE audit_record IS 'Stage 55 of the last audit: the records that some rule looks at.';

DROP TABLE IF EXISTS audit_census;
CREATE UNLOGGED TABLE audit_census AS
WITH open AS (
  SELECT verdict, count(*) AS records FROM audit_record WHERE verdict < 'received' GROUP BY verdict
), judged AS (
  SELECT count(*) AS records, count(*) FILTER (WHERE verdict = 'received') AS received FROM audit_verdict
), counted AS (
  SELECT verdict, records FROM open
   UNION ALL
  SELECT 'received', received FROM judged
   UNION ALL
  SELECT 'traced', j.records - j.received - coalesce(sum(o.records), 0)::bigint
    FROM judged j LEFT JOIN open o ON true GROUP BY j.records, j.received
)
SELECT verdict, records FROM counted WHERE records > 0
 UNION ALL
SELECT 'erased', count(*) FROM erasure HAVING count(*) > 0;
COMMENT ON TABLE audit_census IS 'Stage 55 of the last audit: how many records of each verdict.';
