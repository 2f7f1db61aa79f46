-- A run's tree of records: the last one's when :run is null.
SELECT run_id, records_size, records_root, leaf_index,
       records_size - coalesce((verdicts ->> 'erased')::bigint, 0)
  FROM audit_run
 WHERE leaf_index IS NOT NULL AND run_id = coalesce(:run::integer, run_id)
 ORDER BY run_id DESC LIMIT 1
