-- The merchants where records of a run were first collected, by their last name; and the last day of the last tenancy of
-- those that had left every mall before the run.
SELECT c.merchant_id, coalesce((SELECT n.name FROM merchant_name n WHERE n.merchant_id = c.merchant_id
                                 ORDER BY n.valid_from DESC LIMIT 1), c.merchant_id) AS name,
       (SELECT max(t.closed_on) FROM tenancy t WHERE t.merchant_id = c.merchant_id
        HAVING bool_and(t.closed_on < (r.started_at AT TIME ZONE t.timezone)::date)) AS closed_on
  FROM (SELECT DISTINCT merchant_id FROM run_census WHERE run_id = :run::integer AND merchant_id <> '') c
 CROSS JOIN audit_run r
 WHERE r.run_id = :run::integer
 ORDER BY c.merchant_id COLLATE "C"
