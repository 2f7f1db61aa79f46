-- The tiles that a run stored, each with the one whose place it takes.
SELECT n.tile_no, n.leaves, o.leaves, o.root
  FROM record_tile n
  LEFT JOIN LATERAL (SELECT p.leaves, p.root FROM record_tile p
                      WHERE p.tile_no = n.tile_no AND p.run_id < n.run_id
                      ORDER BY p.run_id DESC LIMIT 1) o ON true
 WHERE n.run_id = :run::integer
 ORDER BY n.tile_no
