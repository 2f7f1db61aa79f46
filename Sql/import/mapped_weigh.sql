-- How many source lines each mapped row accounts for: every line counts once, with the first row that it led to.
WITH first AS (
  SELECT l.line, min(m.ordinal) AS ordinal FROM mapped m CROSS JOIN LATERAL unnest(m.lines) AS l (line) GROUP BY l.line
)
UPDATE mapped m SET weight = w.lines
  FROM (SELECT ordinal, count(*) AS lines FROM first GROUP BY ordinal) w
 WHERE w.ordinal = m.ordinal;
