-- Fails loudly if 0023_whole_rows does not hold what it promises.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM collection_event)
     AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'collection_event'::regclass AND atthasmissing) THEN
    RAISE EXCEPTION 'columns of collection_event still have their value in the catalogue';
  END IF;
  IF EXISTS (SELECT FROM pg_index WHERE indrelid = 'collection_event'::regclass AND indisclustered) THEN
    RAISE EXCEPTION 'collection_event is marked for clustering';
  END IF;
END $$;
