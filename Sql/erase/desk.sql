-- The desk's own tables are only added to. For an erasure, which only their owner can make, that is set aside within its
-- transaction: cases and letters lose what they say of the person, and keep what was done when by whom.
ALTER TABLE search DISABLE TRIGGER search_is_kept;
ALTER TABLE inquiry DISABLE TRIGGER inquiry_is_kept;
ALTER TABLE inquiry_event DISABLE TRIGGER inquiry_event_is_kept;
ALTER TABLE letter DISABLE TRIGGER letter_is_kept;
ALTER TABLE redaction DISABLE TRIGGER redaction_is_kept;
ALTER TABLE exposure DISABLE TRIGGER exposure_is_kept;
DELETE FROM search
 WHERE inquiry IN (SELECT case_no FROM erased_case)
    OR EXISTS (SELECT FROM jsonb_path_query(shown, '$.**.id') AS x (id)
                WHERE x.id #>> '{}' = :customer
                   OR x.id #>> '{}' IN (SELECT subject_id FROM erased_event)
                   OR order_of(x.id #>> '{}') IN (SELECT subject_id FROM erased_event));
UPDATE inquiry SET message = '', given = '{}', reply_to = NULL, message_id = NULL WHERE case_no IN (SELECT case_no FROM erased_case);
UPDATE inquiry_event SET person_ids = CASE WHEN person_ids IS NOT NULL AND person_ids <> '{}' THEN ARRAY['erased'] END, note = NULL,
       guest_orders = CASE WHEN guest_orders IS NOT NULL THEN '{}'::text[] END,
       received_orders = CASE WHEN received_orders IS NOT NULL THEN '{}'::text[] END,
       apart = CASE WHEN apart IS NOT NULL THEN '{}'::text[] END
 WHERE case_no IN (SELECT case_no FROM erased_case);
-- Cases of others stay whole but for her number and those of her orders: who received what she sent, for whom she was taken, whose
-- order as a guest alone is erased.
CREATE OR REPLACE FUNCTION pg_temp.but_erased(ids text[]) RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT array_agg(CASE WHEN i.id IN (SELECT id FROM erased_name)
                          OR order_of(i.id) IN (SELECT id FROM erased_name) AND NOT EXISTS (SELECT FROM order_events(ARRAY[i.id]))
                        THEN 'erased' ELSE i.id END ORDER BY i.n)
    FROM unnest(ids) WITH ORDINALITY i (id, n)
$$;
UPDATE inquiry_event
   SET person_ids = coalesce(pg_temp.but_erased(person_ids), person_ids),
       guest_orders = coalesce(pg_temp.but_erased(guest_orders), guest_orders),
       received_orders = coalesce(pg_temp.but_erased(received_orders), received_orders),
       apart = coalesce(pg_temp.but_erased(apart), apart)
 WHERE EXISTS (SELECT FROM unnest(person_ids || guest_orders || received_orders || apart) i (id) JOIN erased_name n ON n.id IN (i.id, order_of(i.id)));
DELETE FROM redaction WHERE letter_id IN (SELECT letter_id FROM letter JOIN erased_case USING (case_no));
UPDATE letter SET subject = '', body_text = '', body_html = '', sha256 = sha256(''), send_to = NULL
 WHERE case_no IN (SELECT case_no FROM erased_case);
DELETE FROM exposure WHERE subject_kind = 'customer' AND subject_id = :customer
                        OR subject_kind = 'order' AND subject_id IN (SELECT subject_id FROM erased_event);
ALTER TABLE search ENABLE TRIGGER search_is_kept;
ALTER TABLE inquiry ENABLE TRIGGER inquiry_is_kept;
ALTER TABLE inquiry_event ENABLE TRIGGER inquiry_event_is_kept;
ALTER TABLE letter ENABLE TRIGGER letter_is_kept;
ALTER TABLE redaction ENABLE TRIGGER redaction_is_kept;
ALTER TABLE exposure ENABLE TRIGGER exposure_is_kept;
