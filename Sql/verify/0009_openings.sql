-- Fails loudly if 0009_openings does not hold what it promises.
DO $$
BEGIN
  PERFORM ledger_size FROM audit_run LIMIT 0;
  BEGIN
    DELETE FROM record_opening;
    RAISE EXCEPTION 'the record of openings must not be removable from';
  EXCEPTION WHEN restrict_violation THEN NULL;
  END;
  BEGIN
    INSERT INTO record_opening (leaf_no, run_id, actor) VALUES (0, 0, '');
    RAISE EXCEPTION 'an opening by nobody must be refused';
  EXCEPTION WHEN check_violation THEN NULL;
  END;
END $$;
