-- Whose a case is, in one place: an erasure asks that of the person's own records and of what named her as its destination.
CREATE VIEW inquiry_person AS
SELECT DISTINCT ON (e.case_no) e.case_no,
       CASE WHEN e.person_kind = 'customer' THEN e.person_ids ELSE '{}' END AS customers,
       CASE WHEN e.person_kind = 'guest_order' THEN e.person_ids ELSE '{}' END || coalesce(e.guest_orders, '{}') AS guest_orders,
       CASE WHEN e.person_kind = 'recipient' THEN e.person_ids ELSE '{}' END || coalesce(e.received_orders, '{}') AS received_orders
  FROM inquiry_event e
 WHERE e.kind = 'person'
 ORDER BY e.case_no, e.event_id DESC;
COMMENT ON VIEW inquiry_person IS 'Whose each inquiry is, as the desk said last.';
COMMENT ON COLUMN inquiry_person.case_no IS 'The inquiry.';
COMMENT ON COLUMN inquiry_person.customers IS 'The customer''s id; empty when the person has no record.';
COMMENT ON COLUMN inquiry_person.guest_orders IS 'Orders without a customer record that the person placed: mall/merchant/order_id.';
COMMENT ON COLUMN inquiry_person.received_orders IS 'Orders of others that named the person as their destination.';
