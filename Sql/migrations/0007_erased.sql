-- Somebody who was erased and asks again is told so. She is recognised by the marks that the erasure left (erased_mark),
-- and named by the place in the records' tree that is empty since.
ALTER TABLE inquiry_event
  DROP CONSTRAINT inquiry_event_person_kind_check,
  ADD CONSTRAINT inquiry_event_person_kind_check CHECK (
    person_kind IN ('customer', 'guest_order', 'recipient', 'none', 'not_you', 'erased', 'undecided')),
  ADD CONSTRAINT inquiry_event_erased_has_place CHECK (
    person_kind IS DISTINCT FROM 'erased' OR coalesce(cardinality(person_ids), 0) > 0);
COMMENT ON COLUMN inquiry_event.person_kind IS 'customer, guest_order, recipient; none: not in the data; not_you: the data are somebody else''s; erased: was in the data; undecided: a human must decide.';
COMMENT ON COLUMN inquiry_event.person_ids IS 'The customer''s id, or the orders; of somebody who was erased the places in the records'' tree, as place:N.';
COMMENT ON CONSTRAINT inquiry_event_erased_has_place ON inquiry_event IS 'That somebody was erased is said by the erasure.';
