-- Fails loudly if 0002_evidence does not hold what it promises.
DO $$
BEGIN
  IF (SELECT count(*) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
       WHERE i.indrelid = 'collection_event'::regclass AND i.indisvalid AND i.indisunique
         AND c.relname IN ('collection_event_settlement', 'collection_event_tracking')) <> 2 THEN
    RAISE EXCEPTION 'evidence that is not marked as repeated must be unique';
  END IF;

  IF EXISTS (SELECT FROM generate_series(1, 4) AS level, unnest(ARRAY[1, 2, 4, 8]) AS field
              WHERE best_level((field << 5 * level) | (15 << 5), field) <> level) THEN
    RAISE EXCEPTION 'best_level must give back the level at which a field was marked';
  END IF;
END $$;
