-- What a bulk load needs, for its own transaction only: room to build the indexes. The rows of a file are sorted by
-- customer in runs that fit the processor's caches: measured, 64 MB is faster than 256 MB, and than all in memory.
SET LOCAL work_mem = '64MB';
SET LOCAL maintenance_work_mem = '512MB';
SET LOCAL temp_buffers = '64MB';
-- What the planner has to know of the facts shows in a small sample; the server takes a larger one in its own time.
SET LOCAL default_statistics_target = 20;
