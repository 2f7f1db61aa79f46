-- So many places of the records' tree are taken now.
UPDATE record_count SET records = :records::bigint;
ANALYZE record_salt;
