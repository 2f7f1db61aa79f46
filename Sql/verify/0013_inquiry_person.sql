-- Fails loudly if 0013_inquiry_person does not hold what it promises.
DO $$
BEGIN
  PERFORM case_no, customers, guest_orders, received_orders FROM inquiry_person LIMIT 0;
END $$;
