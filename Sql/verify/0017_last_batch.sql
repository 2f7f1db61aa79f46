-- Fails loudly if 0017_last_batch does not hold what it promises.
DO $$
DECLARE
  r audit_run;
  b batch;
BEGIN
  r.started_at := '2026-01-02'; b.batch_id := 7; b.imported_at := '2026-01-01';
  IF NOT is_judged(r, b) THEN RAISE EXCEPTION 'a run from before has not judged an earlier file'; END IF;
  r.last_batch := 6;
  IF is_judged(r, b) THEN RAISE EXCEPTION 'a file that began before the run and ended after it counts as judged'; END IF;
  r.last_batch := 7;
  IF NOT is_judged(r, b) THEN RAISE EXCEPTION 'the last file of a run counts as not judged'; END IF;
  PERFORM last_batch FROM inquiry_event WHERE false;
END $$;
