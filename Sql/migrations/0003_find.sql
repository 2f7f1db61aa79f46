-- The search of the desk: what it finds people by beyond the keys that the audit uses, and who asked for whom.
--
-- The indexes on the match keys are not made here but by the first search (find/indexes): a first load of millions of
-- rows would have to build them, and the audit does not need them.

CREATE TABLE search_key (
  field             text NOT NULL CHECK (field IN ('name_kana', 'postal_code')),
  key               bigint NOT NULL,
  batch_id          integer NOT NULL,
  line              integer NOT NULL,
  part              text NOT NULL CHECK (part IN ('record', 'orderer', 'recipient'))
);
CREATE INDEX search_key_key ON search_key (key);
COMMENT ON TABLE search_key IS 'Match keys that are searched by and not judged: of customer records, guest orders and recipients.';
COMMENT ON COLUMN search_key.field IS 'name_kana or postal_code.';
COMMENT ON COLUMN search_key.key IS 'Match key of the value.';
COMMENT ON COLUMN search_key.batch_id IS 'File of the row that holds the value.';
COMMENT ON COLUMN search_key.line IS 'Line of the row that holds the value.';
COMMENT ON COLUMN search_key.part IS 'Whose value: of a customer record, of an orderer, of a recipient.';

CREATE TABLE search_batch (
  batch_id          integer PRIMARY KEY REFERENCES batch
);
COMMENT ON TABLE search_batch IS 'Files whose rows are in search_key.';
COMMENT ON COLUMN search_batch.batch_id IS 'The file.';

CREATE TABLE search (
  search_id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  asked_at          timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor             text NOT NULL CHECK (actor <> ''),
  role              text NOT NULL DEFAULT session_user,
  inquiry           text,
  query_id          text,
  asked             jsonb NOT NULL,
  decision          text NOT NULL CHECK (decision IN ('one', 'several', 'none')),
  shown             jsonb NOT NULL
);
CREATE INDEX search_inquiry ON search (inquiry) WHERE inquiry IS NOT NULL;
COMMENT ON TABLE search IS 'PERSONAL DATA. Who searched for whom: what was asked, and what was shown. Only ever added to.';
COMMENT ON COLUMN search.search_id IS 'Number of the search.';
COMMENT ON COLUMN search.asked_at IS 'When.';
COMMENT ON COLUMN search.actor IS 'Who asked: the clerk''s name as given, else the account on the machine.';
COMMENT ON COLUMN search.role IS 'The database role that the search ran as.';
COMMENT ON COLUMN search.inquiry IS 'For which inquiry, if one was named.';
COMMENT ON COLUMN search.query_id IS 'Id of the query in a batch.';
COMMENT ON COLUMN search.asked IS 'The fields as they were typed.';
COMMENT ON COLUMN search.decision IS 'one, several or none.';
COMMENT ON COLUMN search.shown IS 'The candidates as they were printed: kind, id, and which fields agree. No values.';

CREATE FUNCTION search_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the record of searches is only added to' USING ERRCODE = 'restrict_violation';
END $$;
COMMENT ON FUNCTION search_is_kept IS 'Refuses to change or remove the record of a search.';
CREATE TRIGGER search_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON search
   FOR EACH STATEMENT EXECUTE FUNCTION search_is_kept();
