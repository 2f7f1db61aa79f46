-- What runs beside an audit takes one process and no more.
SET LOCAL max_parallel_workers_per_gather = 0;
