-- The tiles as a run had them: of each the newest that is no newer than the run.
SELECT DISTINCT ON (tile_no) tile_no, root FROM record_tile WHERE run_id <= :run::integer ORDER BY tile_no, run_id DESC
