-- Fails loudly if 0012_finding_subject does not hold what it promises: one open finding of a rule, subject and detail.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_index WHERE indexrelid = 'finding_open'::regclass AND indisunique AND indisvalid
                    AND pg_get_indexdef(indexrelid, 1, true) = 'subject_id') THEN
    RAISE EXCEPTION 'findings are not told apart by their subject';
  END IF;
END $$;
