-- A search looks up a few rows for each query, whatever the planner expects: by the indexes, row by row.
SET LOCAL enable_hashjoin = off;
SET LOCAL enable_mergejoin = off;
SET LOCAL random_page_cost = 1.1;
SET LOCAL jit = off;
SET LOCAL max_parallel_workers_per_gather = 0;
