-- Before a load into empty tables: new files for them. A server with wal_level = minimal then writes the rows once, and
-- rows that are copied in are frozen as they come.
TRUNCATE customer, customer_record, record_salt;
