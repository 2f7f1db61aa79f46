-- In place of 57_remember_verdicts when nothing is remembered yet: every verdict is new. The table gets a new file, which
-- a server with wal_level = minimal fills without writing everything twice; its index is built afterwards.
TRUNCATE customer_verdict;
INSERT INTO customer_verdict (customer_key, verdict, name_level, email_level, phone_level, address_level, since_run)
SELECT customer_key, verdict, name_level, email_level, phone_level, address_level, :run::integer
  FROM audit_verdict;

DROP TABLE IF EXISTS audit_count;
CREATE UNLOGGED TABLE audit_count AS
SELECT NULL::verdict AS was, verdict AS is_now, records FROM audit_census WHERE verdict <> 'erased';
COMMENT ON TABLE audit_count IS 'Stage 57 of the last audit: how many records went from which verdict to which; null for new or gone.';
