-- Whether a run of that number has been: one that failed leaves a gap between two that have.
SELECT coalesce(:run::integer BETWEEN 0 AND max(run_id), false) FROM audit_run
