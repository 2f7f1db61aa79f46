-- Whether a search has what it looks things up in.
SELECT count(*) = 13
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
 WHERE i.indrelid IN ('customer'::regclass, 'collection_event'::regclass) AND i.indisvalid
   AND c.relname IN ('customer_name', 'customer_email', 'customer_phone', 'customer_address', 'collection_event_email',
                     'collection_event_phone', 'collection_event_address', 'collection_event_guest_name',
                     'collection_event_ship_name', 'collection_event_ship_phone', 'collection_event_ship_address',
                     'customer_row', 'collection_event_row')
