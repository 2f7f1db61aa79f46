-- Fails loudly if 0003_find does not hold what it promises.
DO $$
BEGIN
  BEGIN
    DELETE FROM search;
    RAISE EXCEPTION 'the record of searches must not be removable';
  EXCEPTION WHEN restrict_violation THEN NULL;
  END;
  PERFORM 1 FROM search_key, search_batch LIMIT 0;
END $$;
