-- Fails loudly if 0018_letters does not hold what it promises.
DO $$
DECLARE
  found pg_proc;
BEGIN
  SELECT * INTO found FROM pg_proc WHERE oid = 'letters_unlike_leaves'::regproc;
  IF NOT found.prosecdef OR found.proconfig IS DISTINCT FROM ARRAY['search_path=pg_catalog, pg_temp'] THEN
    RAISE EXCEPTION 'letters are not compared with the owner''s rights alone';
  END IF;
  IF EXISTS (SELECT FROM aclexplode(found.proacl) WHERE grantee = 0) OR found.proacl IS NULL THEN
    RAISE EXCEPTION 'everybody may compare letters';
  END IF;
  PERFORM FROM letters_unlike_leaves();
  IF (SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgrelid IN ('reappearance'::regclass, 'evidence_erased'::regclass)) <> 4 THEN
    RAISE EXCEPTION 'reappearances and erased evidence are not kept';
  END IF;
END $$;
