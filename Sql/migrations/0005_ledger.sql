-- The ledger: what was imported, found, answered and erased, as leaves of an RFC 6962 tree, and the signed heads of it.
--
-- Two trees. The ledger's has one leaf for each thing that happened. The records' has one leaf for each customer record,
-- at a place that it keeps for good; each audit run puts the root of it into its own leaf of the ledger. No leaf holds
-- personal data or a plain hash of any: a record is committed to as SHA-256(32 random bytes, then the record), and the
-- random bytes lie in record_salt, apart from everything else, so that deleting them makes the commitment say nothing.

CREATE TABLE ledger_leaf (
  leaf_index        bigint PRIMARY KEY CHECK (leaf_index >= 0),
  kind              text NOT NULL CHECK (kind IN ('legacy', 'import', 'supersession', 'audit', 'exception', 'answer', 'erasure',
                                                  'rules', 'key', 'sample', 'adoption')),
  leaf              text NOT NULL,
  appended_at       timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE ledger_leaf IS 'The leaves of the ledger, in their order. Only added to. The leaf of the tree is the text as it stands, in UTF-8.';
COMMENT ON COLUMN ledger_leaf.leaf_index IS 'Its place in the tree, from 0, without gaps.';
COMMENT ON COLUMN ledger_leaf.kind IS 'What happened; also the leaf''s member kind.';
COMMENT ON COLUMN ledger_leaf.leaf IS 'One line of JSON: the bytes that are hashed. No personal data and no plain hash of any.';
COMMENT ON COLUMN ledger_leaf.appended_at IS 'When it was written, by this server''s clock. Not part of the tree.';

CREATE TABLE ledger_hash (
  hash_index        bigint PRIMARY KEY CHECK (hash_index >= 0),
  hash              bytea NOT NULL CHECK (length(hash) = 32)
);
COMMENT ON TABLE ledger_hash IS 'The hashes of the ledger''s tree, so that a proof is one read. Only added to.';
COMMENT ON COLUMN ledger_hash.hash_index IS 'Dense number of the node: leaves and the subtrees that they complete, in the order in which they become known (as Go''s tlog numbers them).';
COMMENT ON COLUMN ledger_hash.hash IS 'SHA-256 of the node (RFC 6962 section 2.1).';

CREATE TABLE checkpoint (
  size              bigint PRIMARY KEY CHECK (size > 0),
  root              bytea NOT NULL CHECK (length(root) = 32),
  note              text NOT NULL,
  signed_at         timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE checkpoint IS 'The signed heads of the ledger (C2SP tlog-checkpoint). Only added to.';
COMMENT ON COLUMN checkpoint.size IS 'How many leaves it covers.';
COMMENT ON COLUMN checkpoint.root IS 'The root of the tree of that size.';
COMMENT ON COLUMN checkpoint.note IS 'The signed note with the log''s own signatures.';
COMMENT ON COLUMN checkpoint.signed_at IS 'When it was signed, by this server''s clock. Not part of the note.';

CREATE TABLE cosignature (
  size              bigint NOT NULL REFERENCES checkpoint,
  key               text NOT NULL,
  line              text NOT NULL,
  added_at          timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (size, key)
);
COMMENT ON TABLE cosignature IS 'Signatures of witnesses under checkpoints (C2SP tlog-cosignature). Only added to.';
COMMENT ON COLUMN cosignature.size IS 'The checkpoint''s size.';
COMMENT ON COLUMN cosignature.key IS 'The witness''s verifier key.';
COMMENT ON COLUMN cosignature.line IS 'The signature line of the note.';
COMMENT ON COLUMN cosignature.added_at IS 'When it was taken in.';

CREATE TABLE checkpoint_timestamp (
  size              bigint NOT NULL REFERENCES checkpoint,
  token             bytea NOT NULL,
  added_at          timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (size, token)
);
COMMENT ON TABLE checkpoint_timestamp IS 'Answers of a time-stamping authority (RFC 3161) over the bytes of checkpoint.note. Only added to.';
COMMENT ON COLUMN checkpoint_timestamp.size IS 'The checkpoint''s size.';
COMMENT ON COLUMN checkpoint_timestamp.token IS 'The TimeStampResp as it came, in DER.';
COMMENT ON COLUMN checkpoint_timestamp.added_at IS 'When it was taken in.';

CREATE TABLE ledger_salt (
  leaf_index        bigint PRIMARY KEY REFERENCES ledger_leaf,
  salt              bytea NOT NULL CHECK (length(salt) = 32)
);
COMMENT ON TABLE ledger_salt IS 'What opens the commitments in leaves about exceptions and answers. Deleted when the person is erased.';
COMMENT ON COLUMN ledger_salt.leaf_index IS 'The leaf that holds the commitment.';
COMMENT ON COLUMN ledger_salt.salt IS '32 random bytes.';

-- ---------------------------------------------------------------------------------------------------------
CREATE TABLE record_count (
  only_row          boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  records           bigint NOT NULL
);
INSERT INTO record_count (records) VALUES (0);
COMMENT ON TABLE record_count IS 'How many places of the records'' tree are given away.';
COMMENT ON COLUMN record_count.only_row IS 'There is one row.';
COMMENT ON COLUMN record_count.records IS 'The next record''s place. It only grows: a place is never given twice.';

CREATE TABLE record_salt (
  customer_key      bigint NOT NULL,
  leaf_no           bigint NOT NULL,
  batch_id          integer NOT NULL,
  line              integer NOT NULL,
  salt              bytea NOT NULL,
  commitment        bytea NOT NULL,
  CONSTRAINT record_salt_pkey PRIMARY KEY (customer_key)
);
ALTER TABLE record_salt ALTER COLUMN salt SET STORAGE PLAIN, ALTER COLUMN commitment SET STORAGE PLAIN;
COMMENT ON TABLE record_salt IS 'What the import committed to of each customer record, and what opens it. Deleted when the person is erased. A customer record without a row here did not come in through an import.';
COMMENT ON COLUMN record_salt.customer_key IS 'The record.';
COMMENT ON COLUMN record_salt.leaf_no IS 'Its place in the records'' tree, from 0; it keeps it.';
COMMENT ON COLUMN record_salt.batch_id IS 'The batch of the row that was committed to.';
COMMENT ON COLUMN record_salt.line IS 'The line of the row that was committed to.';
COMMENT ON COLUMN record_salt.salt IS '32 random bytes.';
COMMENT ON COLUMN record_salt.commitment IS 'SHA-256 of the salt, then customer_canonical() of the record.';

CREATE TABLE batch_rows (
  batch_id          integer PRIMARY KEY REFERENCES batch,
  transaction       xid NOT NULL,
  customers         bigint NOT NULL,
  events            bigint NOT NULL
);
COMMENT ON TABLE batch_rows IS 'By which transaction the rows of a batch were written, and how many: the same stands in the batch''s leaf. A row that another transaction wrote was touched since.';
COMMENT ON COLUMN batch_rows.batch_id IS 'The batch.';
COMMENT ON COLUMN batch_rows.transaction IS 'The transaction''s number, as xmin shows it.';
COMMENT ON COLUMN batch_rows.customers IS 'How many customer records it put in force.';
COMMENT ON COLUMN batch_rows.events IS 'How many events it put in force.';

CREATE TABLE adoption (
  transaction       xid NOT NULL,
  adopted_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
  customers         bigint NOT NULL,
  events            bigint NOT NULL,
  leaf_index        bigint NOT NULL
);
COMMENT ON TABLE adoption IS 'Restores from a dump, which write every row anew: by which transactions. Only added to.';
COMMENT ON COLUMN adoption.transaction IS 'A transaction whose rows were adopted, as xmin shows it.';
COMMENT ON COLUMN adoption.adopted_at IS 'When.';
COMMENT ON COLUMN adoption.customers IS 'How many customer records it had written.';
COMMENT ON COLUMN adoption.events IS 'How many events it had written.';
COMMENT ON COLUMN adoption.leaf_index IS 'The leaf in the ledger that says so.';

CREATE FUNCTION customer_canonical(customer_id text, registered_at timestamptz, batch_id integer, line integer, mall_id text,
                                   name text, name_kana text, email text, phone text, postal_code text, address text)
RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT convert_to(json_build_array('yurai.customer/v1', customer_id,
           to_char(registered_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), batch_id, line, mall_id,
           name, name_kana, email, phone, postal_code, address)::text, 'UTF8')
$$;
COMMENT ON FUNCTION customer_canonical IS 'A customer record as the bytes that are committed to: what Python''s json.dumps(…, ensure_ascii=False) makes of the same list.';

CREATE FUNCTION random_salt() RETURNS bytea LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
  SELECT sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))
$$;
COMMENT ON FUNCTION random_salt IS '32 bytes from 366 bits of the server''s strong random source.';

CREATE TABLE record_tile (
  tile_no           bigint NOT NULL,
  run_id            integer NOT NULL,
  leaves            bytea NOT NULL,
  root              bytea NOT NULL CHECK (length(root) = 32),
  PRIMARY KEY (tile_no, run_id)
);
ALTER TABLE record_tile ALTER COLUMN leaves SET STORAGE EXTERNAL;
COMMENT ON TABLE record_tile IS 'The records'' tree, 256 leaves a row; a run adds the rows that changed, so that each run''s tree can be had again. Only added to.';
COMMENT ON COLUMN record_tile.tile_no IS 'Holds the leaves from 256 times this number.';
COMMENT ON COLUMN record_tile.run_id IS 'The audit run that made it; it stands until a later run has a row for the same tile.';
COMMENT ON COLUMN record_tile.leaves IS '49 bytes a leaf, big-endian: outlet, first day of the tenancy, day of the earliest placed event (days from 1970-01-01; the smallest number for none), batch, 4 bytes each; verdict, 1 byte, as the type numbers it from 0, 255 for a place that is empty; commitment, 32 bytes.';
COMMENT ON COLUMN record_tile.root IS 'The root of the tree over these leaves.';

CREATE TABLE run_census (
  run_id            integer NOT NULL REFERENCES audit_run,
  mall_id           text NOT NULL,
  merchant_id       text NOT NULL,
  collected_year    integer NOT NULL,
  verdict           verdict NOT NULL,
  records           bigint NOT NULL,
  PRIMARY KEY (run_id, mall_id, merchant_id, collected_year, verdict)
);
COMMENT ON TABLE run_census IS 'The census of a run by where and when its records were first collected, as its records'' tree has it.';
COMMENT ON COLUMN run_census.run_id IS 'The run.';
COMMENT ON COLUMN run_census.mall_id IS 'The mall of the earliest event that is placed; empty when there is none.';
COMMENT ON COLUMN run_census.merchant_id IS 'The merchant of that event; empty when there is none.';
COMMENT ON COLUMN run_census.collected_year IS 'The year of that event, in the mall''s time zone; 0 when there is none.';
COMMENT ON COLUMN run_census.verdict IS 'The verdict; erased counts the places of erased records.';
COMMENT ON COLUMN run_census.records IS 'How many records.';

ALTER TABLE audit_run ADD COLUMN records_size bigint, ADD COLUMN records_root bytea, ADD COLUMN leaf_index bigint;
COMMENT ON COLUMN audit_run.records_size IS 'How many places the records'' tree had; null for runs before the ledger.';
COMMENT ON COLUMN audit_run.records_root IS 'The root of the records'' tree.';
COMMENT ON COLUMN audit_run.leaf_index IS 'The run''s leaf in the ledger.';

-- ---------------------------------------------------------------------------------------------------------
CREATE TABLE erasure (
  leaf_no           bigint PRIMARY KEY,
  erased_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
  reason            text NOT NULL CHECK (reason IN ('person', 'retention')),
  case_no           text,
  backups_until     date NOT NULL,
  events            bigint NOT NULL
);
COMMENT ON TABLE erasure IS 'Records that were erased. What is kept of them is this row.';
COMMENT ON COLUMN erasure.leaf_no IS 'The place in the records'' tree that is empty since.';
COMMENT ON COLUMN erasure.erased_at IS 'When.';
COMMENT ON COLUMN erasure.reason IS 'At the person''s wish, or because its time was over.';
COMMENT ON COLUMN erasure.case_no IS 'The inquiry that asked for it.';
COMMENT ON COLUMN erasure.backups_until IS 'The last day on which a backup can still hold the record.';
COMMENT ON COLUMN erasure.events IS 'How many events went with it.';

CREATE TABLE erased_rows (
  leaf_no           bigint NOT NULL REFERENCES erasure,
  batch_id          integer NOT NULL REFERENCES batch,
  customers         bigint NOT NULL,
  events            bigint NOT NULL,
  PRIMARY KEY (leaf_no, batch_id)
);
COMMENT ON TABLE erased_rows IS 'How many rows of which batches went with an erased record. Only added to.';
COMMENT ON COLUMN erased_rows.leaf_no IS 'The erased record.';
COMMENT ON COLUMN erased_rows.batch_id IS 'The batch.';
COMMENT ON COLUMN erased_rows.customers IS 'Customer records of it that went.';
COMMENT ON COLUMN erased_rows.events IS 'Events of it that went.';

CREATE TABLE erased_mark (
  mark              bytea NOT NULL CHECK (length(mark) = 32),
  leaf_no           bigint NOT NULL REFERENCES erasure,
  PRIMARY KEY (mark, leaf_no)
);
COMMENT ON TABLE erased_mark IS 'By what an erased person is recognised when a file brings her back: keyed hashes, which nobody can try values against who has not the installation''s secret.';
COMMENT ON COLUMN erased_mark.mark IS 'erased_mark_of() of two match keys of the record, which are keyed themselves.';
COMMENT ON COLUMN erased_mark.leaf_no IS 'The erased record.';

CREATE FUNCTION erased_mark_of(kind text, a bigint, b bigint) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN a IS NOT NULL AND b IS NOT NULL
              THEN sha256(convert_to('yurai.erased/v1 ' || kind, 'UTF8') || int8send(a) || int8send(b)) END
$$;
COMMENT ON FUNCTION erased_mark_of IS 'The mark of a pair of match keys; null when one is missing.';

CREATE TABLE reappearance (
  customer_key      bigint NOT NULL,
  leaf_no           bigint NOT NULL REFERENCES erasure,
  batch_id          integer NOT NULL,
  PRIMARY KEY (customer_key, leaf_no)
);
COMMENT ON TABLE reappearance IS 'Customer records that an import brought and that carry the marks of an erased one.';
COMMENT ON COLUMN reappearance.customer_key IS 'The new record.';
COMMENT ON COLUMN reappearance.leaf_no IS 'The erased record.';
COMMENT ON COLUMN reappearance.batch_id IS 'The batch that brought it.';

CREATE TABLE audit_row_changed (
  subject_kind      text NOT NULL,
  subject_id        text NOT NULL,
  detail            text NOT NULL,
  customer_key      bigint
);
COMMENT ON TABLE audit_row_changed IS 'Rows that no longer are what the import committed to, as the last audit found them.';
COMMENT ON COLUMN audit_row_changed.subject_kind IS 'customer or order.';
COMMENT ON COLUMN audit_row_changed.subject_id IS 'As findings name it.';
COMMENT ON COLUMN audit_row_changed.detail IS 'What no longer fits.';
COMMENT ON COLUMN audit_row_changed.customer_key IS 'The record.';

-- ---------------------------------------------------------------------------------------------------------
CREATE FUNCTION ledger_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the table % is only added to', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
COMMENT ON FUNCTION ledger_is_kept IS 'Refuses to change or remove what the ledger holds. Who may switch triggers off is found by the audit, and by whoever keeps a checkpoint.';
DO $$
DECLARE
  kept text;
BEGIN
  FOREACH kept IN ARRAY ARRAY['ledger_leaf', 'ledger_hash', 'checkpoint', 'cosignature', 'checkpoint_timestamp', 'record_tile',
                              'run_census', 'erasure', 'erased_rows', 'adoption', 'batch_rows'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_kept()',
                   kept || '_is_kept', kept);
    EXECUTE format('COMMENT ON TRIGGER %I ON %I IS ''Only added to.''', kept || '_is_kept', kept);
  END LOOP;
END $$;

-- ---------------------------------------------------------------------------------------------------------
-- What was there before the ledger began is sealed as it is found: the first leaf says so.
INSERT INTO record_salt (customer_key, leaf_no, batch_id, line, salt, commitment)
SELECT s.customer_key, s.leaf_no, s.batch_id, s.line, s.salt,
       sha256(s.salt || customer_canonical(s.customer_id, s.registered_at, s.batch_id, s.line, s.mall_id, s.name, s.name_kana,
                                           s.email, s.phone, s.postal_code, s.address))
  FROM (SELECT c.customer_key, row_number() OVER (ORDER BY c.customer_key) - 1 AS leaf_no, c.batch_id, c.line, c.customer_id,
               c.registered_at, r.mall_id, r.name, r.name_kana, r.email, r.phone, r.postal_code, r.address,
               random_salt() AS salt
          FROM customer c JOIN customer_record r USING (batch_id, line) OFFSET 0) s;
UPDATE record_count SET records = (SELECT count(*) FROM record_salt);
ANALYZE record_salt;

CREATE TABLE sample (
  leaf_index        bigint PRIMARY KEY REFERENCES ledger_leaf,
  run_id            integer NOT NULL REFERENCES audit_run,
  document          text NOT NULL,
  drawn_at          timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE sample IS 'Samples that were drawn. Only added to.';
COMMENT ON COLUMN sample.leaf_index IS 'The leaf in which the auditor committed to her nonce.';
COMMENT ON COLUMN sample.run_id IS 'The audit run whose records were drawn from.';
COMMENT ON COLUMN sample.document IS 'sample.json, as bundles hold it: places, leaves and proofs, no personal data.';
COMMENT ON COLUMN sample.drawn_at IS 'When.';
CREATE TRIGGER sample_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON sample FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_kept();
COMMENT ON TRIGGER sample_is_kept ON sample IS 'Only added to.';
