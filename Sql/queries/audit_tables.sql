-- Before the audit's snapshot is taken: a load into empty tables, which puts its rows there for every snapshot to see, has
-- ended, or begins when the audit has.
LOCK TABLE customer, customer_record, record_salt, collection_event, collection_record IN ACCESS SHARE MODE
