-- Fails loudly if 0008_recovery does not hold what it promises.
DO $$
BEGIN
  BEGIN
    INSERT INTO ledger_leaf (leaf_index, kind, leaf) VALUES (9223372036854775807, 'forgotten', '{}');
    RAISE EXCEPTION 'a leaf of a kind that nobody knows must be refused';
  EXCEPTION WHEN check_violation THEN NULL;
  END;
  INSERT INTO ledger_leaf (leaf_index, kind, leaf) VALUES (9223372036854775807, 'recovery', '{}');
  RAISE EXCEPTION USING ERRCODE = 'YV008';
EXCEPTION WHEN SQLSTATE 'YV008' THEN NULL;
END $$;
