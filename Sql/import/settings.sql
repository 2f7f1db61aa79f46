-- What a bulk load needs, for its own transaction only: room to sort the facts of a file by customer in one go, and
-- to build the indexes.
SET LOCAL work_mem = '256MB';
SET LOCAL maintenance_work_mem = '512MB';
SET LOCAL temp_buffers = '64MB';
