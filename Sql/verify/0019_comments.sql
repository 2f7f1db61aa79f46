-- Fails loudly if 0019_comments does not hold what it promises.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_attribute a
              WHERE a.attrelid IN ('inquiry_state'::regclass, 'collection_evidence'::regclass)
                AND a.attnum > 0 AND col_description(a.attrelid, a.attnum) IS NULL) THEN
    RAISE EXCEPTION 'a column of a view has no comment';
  END IF;
END $$;
