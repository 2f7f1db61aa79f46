-- What third parties handed over: on what ground, what its record lacks at the run, and how many customer records rest on it.
SELECT concat('batch:', p.batch_id, '/', p.line) AS place, p.basis, p.received_on,
       (b.imported_at AT TIME ZONE 'Asia/Tokyo')::date AS recorded_on,
       provision_missing(p, (r.started_at AT TIME ZONE 'Asia/Tokyo')::date) AS missing, coalesce(e.records, 0) AS records
  FROM provision p
  JOIN batch b USING (batch_id)
  JOIN audit_run r ON r.run_id = :run::integer
  LEFT JOIN (SELECT e.source_id, count(DISTINCT e.customer_key) AS records
               FROM collection_event e JOIN customer c USING (customer_key)
              WHERE e.kind <> 'order' AND e.kind >= 'provision'
              GROUP BY e.source_id) e ON e.source_id = p.provision_id
 ORDER BY p.batch_id, p.line
