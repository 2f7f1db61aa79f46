-- Fails loudly if 0021_table_findings does not hold what it promises.
DO $$
BEGIN
  IF col_description('audit_row_changed'::regclass, (SELECT attnum FROM pg_attribute
       WHERE attrelid = 'audit_row_changed'::regclass AND attname = 'subject_kind')) NOT LIKE '%table%' THEN
    RAISE EXCEPTION 'a finding about a table is not described';
  END IF;
END $$;
