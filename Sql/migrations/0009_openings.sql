-- Who opened a customer record that no sample drew, and when; and how far the ledger went when a run began, so that a
-- record whose commitment changed can be told from one that was corrected since.
CREATE TABLE record_opening (
  opening_id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  leaf_no           bigint NOT NULL,
  run_id            integer NOT NULL REFERENCES audit_run,
  opened_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor             text NOT NULL CHECK (actor <> ''),
  role              text NOT NULL DEFAULT session_user
);
COMMENT ON TABLE record_opening IS 'Customer records that were opened one by one to somebody who named them. Only added to. No leaf of the ledger tells of them.';
COMMENT ON COLUMN record_opening.opening_id IS 'Number of the opening.';
COMMENT ON COLUMN record_opening.leaf_no IS 'The record, by its place in the records'' tree.';
COMMENT ON COLUMN record_opening.run_id IS 'The audit run whose tree it was shown in.';
COMMENT ON COLUMN record_opening.opened_at IS 'When, by this server''s clock.';
COMMENT ON COLUMN record_opening.actor IS 'Who opened it: the name as given, else the account on the machine.';
COMMENT ON COLUMN record_opening.role IS 'The database role that it was opened as.';
CREATE TRIGGER record_opening_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON record_opening
   FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_kept();
COMMENT ON TRIGGER record_opening_is_kept ON record_opening IS 'Only added to.';

ALTER TABLE audit_run ADD COLUMN ledger_size bigint CHECK (ledger_size >= 0);
COMMENT ON COLUMN audit_run.ledger_size IS 'How many leaves the ledger had in the run''s snapshot: what a later leaf tells of was not judged. Null for runs before migration 0009.';
