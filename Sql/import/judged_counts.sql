-- Source lines by what they were; and the rows that are in force now.
SELECT coalesce(sum(weight) FILTER (WHERE class = 'accepted'), 0), coalesce(sum(weight) FILTER (WHERE class = 'unchanged'), 0),
       coalesce(sum(weight) FILTER (WHERE class = 'replaced'), 0),
       coalesce(sum(weight) FILTER (WHERE class IN ('duplicate', 'collision')), 0),
       count(*) FILTER (WHERE class IN ('accepted', 'replaced'))
  FROM stage_judged
