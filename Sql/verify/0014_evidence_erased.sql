-- Fails loudly if 0014_evidence_erased does not hold what it promises.
DO $$
BEGIN
  PERFORM evidence, evidence_key FROM evidence_erased LIMIT 0;
  BEGIN
    INSERT INTO evidence_erased VALUES ('letter', 1);
    RAISE EXCEPTION 'evidence of no kind was taken';
  EXCEPTION WHEN check_violation THEN NULL;
  END;
END $$;
