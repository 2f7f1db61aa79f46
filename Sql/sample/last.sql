-- The last sample drawn, of a run when :run is given.
SELECT leaf_index, run_id, document FROM sample WHERE run_id = coalesce(:run::integer, run_id) ORDER BY leaf_index DESC LIMIT 1
