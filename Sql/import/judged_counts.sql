-- Source lines by what they were.
SELECT coalesce(sum(weight) FILTER (WHERE class = 'accepted'), 0), coalesce(sum(weight) FILTER (WHERE class = 'unchanged'), 0),
       coalesce(sum(weight) FILTER (WHERE class = 'replaced'), 0),
       coalesce(sum(weight) FILTER (WHERE class IN ('duplicate', 'collision')), 0)
  FROM stage_judged
