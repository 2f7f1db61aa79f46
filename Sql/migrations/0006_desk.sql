-- Somebody may stand in the data in several ways: as a customer, by orders without an account, and as the destination of
-- orders that others placed. A person of an inquiry is all of them; what fits and is somebody else's is named too.
ALTER TABLE inquiry_event
  ADD COLUMN guest_orders    text[],
  ADD COLUMN received_orders text[],
  ADD COLUMN apart           text[],
  ADD CONSTRAINT inquiry_event_ways CHECK (
    kind = 'person' OR (guest_orders IS NULL AND received_orders IS NULL AND apart IS NULL)),
  ADD CONSTRAINT inquiry_event_ways_of_somebody CHECK (
    coalesce(person_kind IN ('customer', 'guest_order', 'recipient'), false)
    OR coalesce(cardinality(guest_orders), 0) + coalesce(cardinality(received_orders), 0) = 0),
  ADD CONSTRAINT inquiry_event_apart_has_reason CHECK (
    coalesce(cardinality(apart), 0) = 0 OR coalesce(note, '') <> '');
COMMENT ON COLUMN inquiry_event.guest_orders IS 'Orders without a customer record that are the person''s besides person_ids.';
COMMENT ON COLUMN inquiry_event.received_orders IS 'Orders of others that named the person as their destination, besides person_ids.';
COMMENT ON COLUMN inquiry_event.apart IS 'Customers and orders that fit the person and are somebody else''s; note says why.';
COMMENT ON CONSTRAINT inquiry_event_ways ON inquiry_event IS 'Only a step that says who it is names ways.';
COMMENT ON CONSTRAINT inquiry_event_ways_of_somebody ON inquiry_event IS 'Somebody who is not in the data stands there in no way.';
COMMENT ON CONSTRAINT inquiry_event_apart_has_reason ON inquiry_event IS 'That somebody who fits is another person is said with a reason.';
