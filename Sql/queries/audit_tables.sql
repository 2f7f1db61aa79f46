-- The tables that an audit and the count beside it read. A load into empty tables, which puts its rows there for every snapshot
-- to see, has ended before the audit's snapshot is taken, or begins when the audit has ended. And who waits for the audit to end
-- is not to come between its two connections; while one of them works, the other may wait for long.
SET LOCAL idle_in_transaction_session_timeout = 0;
LOCK TABLE customer, customer_record, record_salt, collection_event, collection_record, mall_name, merchant_name, tenancy,
           affiliate, provision, batch_rows, supersession, erased_rows IN ACCESS SHARE MODE
