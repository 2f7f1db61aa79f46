-- Records that a rule may have something to say about, and how many there are of each verdict: so that the rules read a
-- small table too.
DROP TABLE IF EXISTS audit_record;
CREATE UNLOGGED TABLE audit_record AS
SELECT v.* FROM audit_verdict v
 WHERE v.verdict NOT IN ('traced', 'received') OR v.predates OR v.registered_at IS NULL
    OR 0 IN (v.name_level, v.email_level, v.phone_level, v.address_level);
ANALYZE audit_record;
COMMENT ON TABLE audit_record IS 'Stage 55 of the last audit: the records that some rule looks at.';

DROP TABLE IF EXISTS audit_census;
CREATE UNLOGGED TABLE audit_census AS
SELECT verdict, count(*) AS records FROM audit_verdict GROUP BY verdict
 UNION ALL
SELECT 'erased', count(*) FROM erasure HAVING count(*) > 0;
COMMENT ON TABLE audit_census IS 'Stage 55 of the last audit: how many records of each verdict.';
