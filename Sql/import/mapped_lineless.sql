-- A mapped row of which nobody could say where it comes from, or that counts a line twice.
SELECT m.line
  FROM mapped m
 WHERE m.line IS NULL OR m.lines IS NULL OR cardinality(m.lines) = 0
    OR NOT EXISTS (SELECT FROM source s WHERE s.line = m.line)
    OR EXISTS (SELECT FROM unnest(m.lines) l (line) WHERE NOT EXISTS (SELECT FROM source s WHERE s.line = l.line))
 LIMIT 1
