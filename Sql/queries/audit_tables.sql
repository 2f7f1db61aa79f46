-- Before the audit's snapshot is taken: a load into empty tables, which puts its rows there for every snapshot to see, has
-- ended, or begins when the audit has. So too on the connection that counts beside the audit: who waits for the audit to end
-- is not to come between the two.
LOCK TABLE customer, customer_record, record_salt, collection_event, collection_record, mall_name, merchant_name, tenancy,
           affiliate, provision, batch_rows, supersession, erased_rows IN ACCESS SHARE MODE
