SELECT CASE :by WHEN 'mall' THEN mall_id ELSE merchant_id END, sum(records)
  FROM run_census WHERE run_id = :run::integer AND verdict <> 'erased' GROUP BY 1 ORDER BY 1
