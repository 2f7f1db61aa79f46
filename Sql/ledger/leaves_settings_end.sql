-- After the leaves were read: the settings of the audit's other stages.
SET LOCAL enable_hashjoin = on;
SET LOCAL min_parallel_table_scan_size = '8MB';
SET LOCAL min_parallel_index_scan_size = '512kB';
