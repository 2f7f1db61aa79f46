-- What a bulk load needs, for its own transaction only: room to build the indexes. The rows of a file are sorted by
-- customer in runs that fit the processor's caches: measured, 64 MB is faster than 256 MB, and than all in memory.
SET LOCAL work_mem = '64MB';
-- An index of three million entries, too, is built a tenth faster with 64 MB than with 512: by two processes, each of which has
-- the half of it.
SET LOCAL maintenance_work_mem = '64MB';
SET LOCAL temp_buffers = '64MB';
-- What the planner has to know of the facts shows in a small sample; the server takes a larger one in its own time.
SET LOCAL default_statistics_target = 20;
