-- By what people are found. Made by the first search, and kept by the server from then on.
CREATE INDEX IF NOT EXISTS customer_name ON customer (name_key) WHERE name_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS customer_email ON customer (email_key) WHERE email_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS customer_phone ON customer (phone_key) WHERE phone_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS customer_address ON customer (address_key) WHERE address_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS collection_event_email ON collection_event (email_key) WHERE email_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS collection_event_phone ON collection_event (phone_key) WHERE phone_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS collection_event_address ON collection_event (address_key) WHERE address_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS collection_event_guest_name ON collection_event (name_key)
 WHERE name_key IS NOT NULL AND customer_key IS NULL;
CREATE INDEX IF NOT EXISTS collection_event_ship_name ON collection_event (ship_name_key) WHERE ship_name_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS collection_event_ship_phone ON collection_event (ship_phone_key) WHERE ship_phone_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS collection_event_ship_address ON collection_event (ship_address_key)
 WHERE ship_address_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS customer_row ON customer (batch_id, line);
CREATE INDEX IF NOT EXISTS collection_event_row ON collection_event (batch_id, line);
