-- How often each rule is broken: open, of those new in the run, and gone since the run before.
SELECT f.rule, count(*) FILTER (WHERE f.gone_run IS NULL) AS open,
       count(*) FILTER (WHERE f.gone_run IS NULL AND f.first_run = :run::integer) AS new,
       count(*) FILTER (WHERE f.gone_run = :run::integer) AS gone
  FROM finding f
 GROUP BY f.rule
