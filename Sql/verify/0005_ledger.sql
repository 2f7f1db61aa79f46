-- Fails loudly if 0005_ledger does not hold what it promises.
DO $$
DECLARE
  kept text;
BEGIN
  FOREACH kept IN ARRAY ARRAY['ledger_leaf', 'ledger_hash', 'checkpoint', 'cosignature', 'checkpoint_timestamp', 'record_tile',
                              'run_census', 'erasure', 'erased_rows', 'adoption', 'batch_rows'] LOOP
    BEGIN
      EXECUTE format('DELETE FROM %I', kept);
      RAISE EXCEPTION 'the table % must not be removable from', kept;
    EXCEPTION WHEN restrict_violation THEN NULL;
    END;
  END LOOP;
  IF length(random_salt()) <> 32 THEN RAISE EXCEPTION 'a salt has 32 bytes'; END IF;
  IF customer_canonical('a"b', '2006-05-03 00:05+09', 1, 2, NULL, E'x\ny', '', NULL, NULL, NULL, '東京')
     <> convert_to(E'["yurai.customer/v1", "a\\"b", "2006-05-02T15:05:00Z", 1, 2, null, "x\\ny", "", null, null, null, "東京"]', 'UTF8') THEN
    RAISE EXCEPTION 'customer_canonical is not as documented';
  END IF;
  IF (SELECT count(*) FROM record_salt) <> (SELECT count(*) FROM customer) THEN
    RAISE EXCEPTION 'a customer record is not sealed';
  END IF;
END $$;
