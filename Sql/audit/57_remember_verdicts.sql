-- Records whose verdict, or the level of a field, is not what the last run found; new ones too.
DROP TABLE IF EXISTS audit_change;
CREATE UNLOGGED TABLE audit_change AS
SELECT customer_key, o.verdict AS was, v.verdict AS is_now,
       v.name_level, v.email_level, v.phone_level, v.address_level
  FROM audit_verdict v
  LEFT JOIN customer_verdict o USING (customer_key)
 WHERE (v.verdict, v.name_level, v.email_level, v.phone_level, v.address_level)
       IS DISTINCT FROM (o.verdict, o.name_level, o.email_level, o.phone_level, o.address_level);

-- Records that are gone: looked for when there were more than were met again.
INSERT INTO audit_change (customer_key, was)
SELECT customer_key, o.verdict
  FROM customer_verdict o
 WHERE NOT EXISTS (SELECT FROM audit_verdict v WHERE v.customer_key = o.customer_key)
   AND (SELECT count(*) FROM customer_verdict)
       > (SELECT sum(records) FROM audit_census WHERE verdict <> 'erased') - (SELECT count(*) FROM audit_change WHERE was IS NULL);
ANALYZE audit_change;
COMMENT ON TABLE audit_change IS 'Stage 57 of the last audit: verdicts that changed.';

DELETE FROM customer_verdict o USING audit_change a WHERE a.customer_key = o.customer_key AND a.was IS NOT NULL;

INSERT INTO customer_verdict (customer_key, verdict, name_level, email_level, phone_level, address_level, since_run)
SELECT customer_key, is_now, name_level, email_level, phone_level, address_level, :run::integer
  FROM audit_change
 WHERE is_now IS NOT NULL;

DROP TABLE IF EXISTS audit_count;
CREATE UNLOGGED TABLE audit_count AS
SELECT was, is_now, count(*) AS records FROM audit_change GROUP BY was, is_now;
COMMENT ON TABLE audit_count IS 'Stage 57 of the last audit: how many records went from which verdict to which; null for new or gone.';
