-- The lines of customers who were erased, by their keys.
SELECT s.line
  FROM unnest(:lines::integer[], :keys::bigint[]) AS s (line, key)
 WHERE EXISTS (SELECT FROM erased_mark m WHERE m.mark = erased_mark_of('id', s.key, s.key))
