-- What a run has judged, and what was there when it was said who somebody is, is told by batches and not by the clock. Imports
-- wait for one another, so that batches are committed in the order of their numbers; but a batch's time is that of its beginning,
-- and it may be committed when a run has long looked.
ALTER TABLE audit_run ADD COLUMN last_batch integer;
COMMENT ON COLUMN audit_run.last_batch IS 'The highest batch in the run''s snapshot, 0 for none: a higher one was not judged. Null for runs before migration 0017.';

ALTER TABLE inquiry_event ADD COLUMN last_batch integer;
COMMENT ON COLUMN inquiry_event.last_batch IS 'The highest batch when the step was taken, 0 for none: what a higher one brought was not seen. Null for steps before migration 0017.';

-- One expression each, which the planner can look into.
CREATE FUNCTION is_judged(r audit_run, b batch) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE WHEN r.last_batch IS NULL THEN b.imported_at <= r.started_at ELSE b.batch_id <= r.last_batch END;
COMMENT ON FUNCTION is_judged IS 'Whether a run had a batch before it.';
