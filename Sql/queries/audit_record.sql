-- The run, with its census and what changed since the run before. NULL members are counted as zero by the JSON.
WITH excepted AS (
  SELECT v.verdict, count(*) AS records FROM standing_exception x JOIN audit_verdict v USING (customer_key, verdict) GROUP BY v.verdict
), unexplained AS (
  SELECT coalesce(sum(c.records - coalesce(x.records, 0)), 0) AS open, coalesce(sum(x.records), 0) AS excepted
    FROM audit_census c LEFT JOIN excepted x USING (verdict)
   WHERE c.verdict NOT IN ('traced', 'received', 'erased')
), found AS MATERIALIZED (
  SELECT rule, count(*) FILTER (WHERE gone_run IS NULL) AS open,
         count(*) FILTER (WHERE first_run = :run::integer) AS new,
         count(*) FILTER (WHERE first_run < :run::integer AND gone_run IS NULL) AS still,
         count(*) FILTER (WHERE gone_run = :run::integer) AS gone
    FROM finding GROUP BY rule
)
INSERT INTO audit_run (run_id, mode, started_at, finished_at, rules_sha256, timely_hours, customers, unexplained,
                       exceptions, verdicts, findings, changed, ledger_size, last_batch)
OVERRIDING SYSTEM VALUE
SELECT :run::integer, 'full', now(), clock_timestamp(), :rules_sha256::bytea, :timely_hours::integer,
       (SELECT coalesce(sum(records), 0) FROM audit_census), u.open, u.excepted,
       (SELECT jsonb_object_agg(e.verdict, coalesce(c.records, 0))
          FROM unnest(enum_range(NULL::verdict)) AS e (verdict) LEFT JOIN audit_census c USING (verdict)),
       (SELECT coalesce(jsonb_object_agg(rule, open), '{}') FROM found WHERE open > 0),
       (SELECT jsonb_build_object(
          'since_run', (SELECT max(run_id) FROM audit_run),
          'customers_new', coalesce(sum(records) FILTER (WHERE was IS NULL), 0),
          'customers_gone', coalesce(sum(records) FILTER (WHERE is_now IS NULL), 0),
          'verdicts', coalesce(sum(records) FILTER (WHERE was <> is_now), 0),
          'became_unexplained', coalesce(sum(records) FILTER (WHERE was IN ('traced', 'received', 'erased')
                                  AND is_now NOT IN ('traced', 'received', 'erased')), 0),
          'became_explained', coalesce(sum(records) FILTER (WHERE was NOT IN ('traced', 'received', 'erased')
                                  AND is_now IN ('traced', 'received', 'erased')), 0),
          'findings_new', (SELECT coalesce(sum(new), 0) FROM found),
          'findings_still', (SELECT coalesce(sum(still), 0) FROM found),
          'findings_gone', (SELECT coalesce(sum(gone), 0) FROM found))
          FROM audit_count),
       (SELECT coalesce(max(leaf_index) + 1, 0) FROM ledger_leaf), (SELECT coalesce(max(batch_id), 0) FROM batch)
  FROM unexplained u
