COPY record_tile (tile_no, run_id, leaves, root) FROM STDIN (FORMAT binary)
