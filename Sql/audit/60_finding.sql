-- The findings of this run: every rule of Sql/rules then runs into it, in the order of their ids; the one about rows later,
-- when they are counted (stage 80).
DROP TABLE IF EXISTS audit_finding;
CREATE UNLOGGED TABLE audit_finding (
  rule text NOT NULL, subject_kind text NOT NULL, subject_id text NOT NULL, detail text NOT NULL, customer_key bigint);
COMMENT ON TABLE audit_finding IS 'Stage 60 of the last audit: what this run found.';
