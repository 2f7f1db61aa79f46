LOCK TABLE customer, customer_record, record_salt, collection_event, collection_record, mall_name, merchant_name, tenancy,
           affiliate, provision, batch, batch_rows IN SHARE ROW EXCLUSIVE MODE;
