-- Fails loudly if 0001_spine does not hold what it promises.
DO $$
DECLARE
  undocumented text;
BEGIN
  SELECT string_agg(format('%I.%I', c.relname, a.attname), ', ')
    INTO undocumented
    FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
   WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relpersistence = 'p'
     AND c.relname <> 'schema_migration'
     AND col_description(c.oid, a.attnum) IS NULL;
  IF undocumented IS NOT NULL THEN
    RAISE EXCEPTION 'columns without a comment: %', undocumented;
  END IF;

  PERFORM 1 FROM pg_index i
   WHERE i.indrelid = 'collection_event'::regclass AND i.indisunique AND i.indisvalid
     AND pg_get_expr(i.indpred, i.indrelid) LIKE '%order%';
  IF NOT FOUND THEN
    RAISE EXCEPTION 'an order must be unique by mall, merchant and order_id';
  END IF;

  IF (SELECT count(*) FROM unnest(enum_range(NULL::verdict))) <> 8 THEN
    RAISE EXCEPTION 'there are eight verdicts';
  END IF;
END $$;
