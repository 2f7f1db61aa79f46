-- The group roles of a database that several people use: who may read and do what. A person's own role is made a member
-- of one (GRANT yurai_desk TO hanako). Run again, it brings the rights to what this version needs.
--
-- The desk reads what it searches people by and what letters say, and adds to what the desk keeps; it changes nothing.
-- The auditor reads everything but what persons wrote. The batch loads and audits, and reads no inquiry, no letter and no search.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['yurai_desk', 'yurai_auditor', 'yurai_batch'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN EXECUTE format('CREATE ROLE %I NOLOGIN', name); END IF;
    EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA yurai FROM %I', name);
    EXECUTE format('REVOKE ALL ON ALL SEQUENCES IN SCHEMA yurai FROM %I', name);
    EXECUTE format('GRANT USAGE ON SCHEMA yurai TO %I', name);
    EXECUTE format('GRANT SELECT ON schema_migration, installation TO %I', name);
  END LOOP;
END $$;

-- What everybody may know: who traded where, what was loaded, what the audit said.
GRANT SELECT ON batch, mall_name, merchant_name, tenancy, affiliate, outlet, audit_run, customer_verdict, finding
   TO yurai_desk, yurai_auditor, yurai_batch;
GRANT SELECT ON exception, standing_exception TO yurai_auditor, yurai_batch;

GRANT SELECT ON customer, customer_record, collection_event, collection_record, collection_evidence, provision, evidence_use,
      evidence_erased, supersession, search_key, search_batch, further_recipient, incident, exposure, erasure, erased_mark TO yurai_desk;
-- An answer is a leaf of the ledger. What opens the commitments is nothing of the desk's.
GRANT SELECT, INSERT ON ledger_leaf, ledger_hash TO yurai_desk;
GRANT INSERT ON ledger_salt TO yurai_desk;
-- The first leaf of all tells what was there before it, whoever comes first.
GRANT SELECT (batch_id, xmin) ON record_salt TO yurai_desk;
GRANT SELECT (batch_id) ON batch_rows TO yurai_desk;
GRANT SELECT, INSERT ON search, inquiry, inquiry_due, inquiry_event, letter, redaction TO yurai_desk;
GRANT SELECT ON inquiry_state TO yurai_desk;
GRANT USAGE ON SEQUENCE inquiry_number TO yurai_desk;

GRANT SELECT ON customer, collection_event, collection_evidence, provision, evidence_use, evidence_erased, supersession, reject, incident,
      exposure, inquiry_due, inquiry_event, redaction, audit_evidence_reused TO yurai_auditor;
-- Of which mall a record is, and nothing of what it says: a report's days are the mall's.
GRANT SELECT (batch_id, line, mall_id) ON customer_record TO yurai_auditor;
GRANT SELECT (case_no, received_at, channel, language, law, asks, opened_at, actor, role) ON inquiry TO yurai_auditor;
GRANT SELECT (case_no, received_at, channel, language, law, asks, person_kind, identity, identity_method, acknowledged_at,
             answered_at, answer_kind, interim_at, escalated_at, closed_at, state, waiting_for, due_on, act_by)
   ON inquiry_state TO yurai_auditor;
GRANT SELECT (letter_id, case_no, stage, kind, language, sha256, send_by, run_id, letter_date, made_at, actor, role)
   ON letter TO yurai_auditor;
GRANT SELECT (search_id, asked_at, actor, role, inquiry, query_id, decision) ON search TO yurai_auditor;

-- The ledger holds no personal data; what opens its commitments is not the auditor's to read but through a sample.
GRANT SELECT ON ledger_leaf, ledger_hash, checkpoint, cosignature, checkpoint_timestamp, record_tile, run_census, record_count,
      batch_rows, adoption, erasure, erased_rows, reappearance, audit_row_changed, sample, record_opening TO yurai_auditor, yurai_batch;
GRANT SELECT (customer_key, leaf_no, batch_id, line, commitment) ON record_salt TO yurai_auditor;
GRANT INSERT ON ledger_leaf, ledger_hash, ledger_salt, checkpoint, cosignature, checkpoint_timestamp, record_tile, run_census,
      batch_rows, sample, record_opening TO yurai_batch;
GRANT SELECT ON ledger_salt, erased_mark, evidence_erased TO yurai_batch;
GRANT INSERT ON reappearance TO yurai_batch;
-- Whether letters are what the ledger committed to, without reading any.
GRANT EXECUTE ON FUNCTION letters_unlike_leaves TO yurai_batch;
GRANT UPDATE ON record_count TO yurai_batch;

-- The batch owns what it loads and judges, since a load drops indexes and builds them again; and nothing else.
GRANT CREATE ON SCHEMA yurai TO yurai_batch;
DO $$
DECLARE
  name text;
  sequence text;
BEGIN
  EXECUTE format('GRANT yurai_batch TO %I', current_user);
  -- With what earlier audits left behind: the next one replaces it.
  FOR name IN SELECT relname FROM pg_class
               WHERE relnamespace = 'yurai'::regnamespace AND relkind IN ('r', 'v')
                 AND (relname IN ('batch', 'reject', 'supersession', 'mall_name', 'merchant_name', 'tenancy', 'affiliate',
                        'outlet', 'provision', 'customer', 'customer_record', 'collection_event', 'collection_record',
                        'customer_verdict', 'finding', 'search_key', 'search_batch', 'further_recipient', 'evidence_use', 'collection_evidence',
                        'record_salt')
                      OR relname LIKE 'audit\_%') LOOP
    EXECUTE format('ALTER TABLE %I OWNER TO yurai_batch', name);
    -- An owner's own rights can be revoked, and were above when these run again.
    EXECUTE format('GRANT ALL ON TABLE %I TO yurai_batch', name);
    FOR sequence IN SELECT c.oid::regclass::text FROM pg_class c JOIN pg_depend d ON d.objid = c.oid
                     WHERE c.relkind = 'S' AND d.refobjid = name::regclass LOOP
      EXECUTE format('GRANT ALL ON SEQUENCE %s TO yurai_batch', sequence);
    END LOOP;
  END LOOP;
  FOR name IN SELECT oid::regprocedure::text FROM pg_proc
               WHERE pronamespace = 'yurai'::regnamespace AND (proname LIKE 'audit\_%'
                     OR proname IN ('event_level', 'verdict_of', 'event_name', 'provision_missing', 'best_level', 'customer_canonical')) LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO yurai_batch', name);
  END LOOP;
END $$;
GRANT SELECT, INSERT ON installation TO yurai_batch;
