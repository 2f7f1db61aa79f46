-- The tiles as a run had them, with the leaves of those that are asked for: of all when :tiles is null.
SELECT DISTINCT ON (tile_no) tile_no, root, CASE WHEN :tiles::bigint[] IS NULL OR tile_no = ANY (:tiles::bigint[]) THEN leaves END
  FROM record_tile WHERE run_id <= :run::integer ORDER BY tile_no, run_id DESC
