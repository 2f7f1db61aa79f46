-- The ledger commits to the text of each letter that says something of a person's data, and nobody has looked since whether the
-- letter that is kept is still that one. The audit may not read letters; so it asks a function of the owner's, which tells
-- numbers only. It looks for nothing in a schema in which others than the owner may make functions.
CREATE FUNCTION letters_unlike_leaves() RETURNS TABLE (case_no text, letter_id bigint, fault text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH told AS MATERIALIZED (
    SELECT l.leaf_index, j."case" AS case_no, j.letter AS letter_id, j.stage, j.letter_kind AS kind, j.language,
           decode(j.commitment, 'base64') AS commitment, s.salt
      FROM yurai.ledger_leaf l
     CROSS JOIN json_to_record(l.leaf::json)
                AS j ("case" text, letter bigint, stage text, letter_kind text, language text, commitment text)
      LEFT JOIN yurai.ledger_salt s USING (leaf_index)
     WHERE l.kind = 'answer'
  ), compared AS (
    SELECT coalesce(t.case_no, w.case_no) AS case_no, coalesce(t.letter_id, w.letter_id) AS letter_id,
           CASE
             WHEN w.letter_id IS NULL THEN 'gone'
             -- What was written before the ledger began has no leaf; and it may begin with the audit that asks.
             WHEN t.letter_id IS NULL THEN
               CASE WHEN w.stage IN ('interim', 'answer')
                         AND w.made_at >= (
                             SELECT CASE WHEN (l.leaf::json ->> 'batches', l.leaf::json ->> 'records', l.leaf::json ->> 'runs')
                                              = ('0', '0', '0') THEN timestamptz '-infinity' ELSE l.appended_at END
                               FROM yurai.ledger_leaf l WHERE l.kind = 'legacy') THEN 'untold' END
             WHEN (w.case_no, w.stage, w.kind, w.language) IS DISTINCT FROM (t.case_no, t.stage, t.kind, t.language)
               OR w.sha256 <> sha256(b.body) THEN 'changed'
             -- An erasure empties the letter and takes the salt, and has its own leaf, which comes later.
             WHEN t.salt IS NULL THEN
               CASE WHEN b.body <> ''
                         OR t.leaf_index > coalesce((SELECT max(e.leaf_index) FROM yurai.ledger_leaf e WHERE e.kind = 'erasure'), -1)
                    THEN 'emptied' END
             WHEN sha256(t.salt || b.body) <> t.commitment THEN 'changed'
           END AS fault
      FROM told t
      FULL JOIN yurai.letter w USING (letter_id)
     -- Each text is taken out of its storage once.
     CROSS JOIN LATERAL (SELECT CASE WHEN t.letter_id IS NOT NULL THEN convert_to(w.body_text, 'UTF8') END AS body OFFSET 0) b
  )
  SELECT c.case_no, c.letter_id, c.fault FROM compared c WHERE c.fault IS NOT NULL
$$;
COMMENT ON FUNCTION letters_unlike_leaves IS 'Letters that are not what their leaf in the ledger committed to: changed, gone, emptied (its salt is gone and nobody was erased), or untold by any leaf. It reads the letters with the owner''s rights and tells numbers only.';
REVOKE ALL ON FUNCTION letters_unlike_leaves FROM PUBLIC;
-- Where roles were granted before, the next audit must not wait for `yurai db roles`.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'yurai_batch') THEN
    GRANT EXECUTE ON FUNCTION letters_unlike_leaves TO yurai_batch;
  END IF;
END $$;

COMMENT ON COLUMN audit_row_changed.subject_kind IS 'customer, order, event, record, tile, batch, letter, adoption or database.';

-- Who came back after an erasure, and which payment was two people's, is in no other place. Both are forgotten with the last
-- record or order that they are about, and not before. (The marks of the erased may go: Docs/threat-model.md says when.)
CREATE FUNCTION reappearance_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM customer c WHERE c.customer_key = OLD.customer_key) THEN
    RAISE EXCEPTION 'the table % is only added to while the record is there', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END $$;
COMMENT ON FUNCTION reappearance_is_kept IS 'Refuses to forget that a record came back which is still there.';
CREATE TRIGGER reappearance_is_kept BEFORE UPDATE OR TRUNCATE ON reappearance FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_kept();
CREATE TRIGGER reappearance_is_kept_with_its_record BEFORE DELETE ON reappearance FOR EACH ROW EXECUTE FUNCTION reappearance_is_kept();
COMMENT ON TRIGGER reappearance_is_kept ON reappearance IS 'Only added to.';
COMMENT ON TRIGGER reappearance_is_kept_with_its_record ON reappearance IS 'Removed with its record only.';

CREATE FUNCTION evidence_erased_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM evidence_use u WHERE u.evidence = OLD.evidence AND u.evidence_key = OLD.evidence_key) THEN
    RAISE EXCEPTION 'the table % is only added to while an order has the number', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END $$;
COMMENT ON FUNCTION evidence_erased_is_kept IS 'Refuses to forget that a payment or parcel was two people''s while an order has it.';
CREATE TRIGGER evidence_erased_is_kept BEFORE UPDATE OR TRUNCATE ON evidence_erased FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_kept();
CREATE TRIGGER evidence_erased_is_kept_with_its_orders BEFORE DELETE ON evidence_erased FOR EACH ROW EXECUTE FUNCTION evidence_erased_is_kept();
COMMENT ON TRIGGER evidence_erased_is_kept ON evidence_erased IS 'Only added to.';
COMMENT ON TRIGGER evidence_erased_is_kept_with_its_orders ON evidence_erased IS 'Removed with its last order only.';
