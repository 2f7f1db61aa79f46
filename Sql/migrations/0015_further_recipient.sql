-- An order that goes to several people holds the second and the later ones as a JSON array. They are found like the first: by
-- match keys, which the search makes, as it does those of readings and postal codes.

CREATE FUNCTION further_recipients(recipients text)
  RETURNS TABLE (place integer, name text, name_kana text, phone text, postal_code text, address text)
  LANGUAGE plpgsql IMMUTABLE STRICT ROWS 3 AS $$
DECLARE
  parsed jsonb;
BEGIN
  BEGIN
    parsed := recipients::jsonb;
  EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
    RETURN;
  END;
  IF jsonb_typeof(parsed) = 'array' THEN
    RETURN QUERY
    SELECT r.n::integer + 1, nullif(btrim(r.item ->> 'name'), ''), nullif(btrim(r.item ->> 'name_kana'), ''),
           nullif(btrim(r.item ->> 'phone'), ''), nullif(btrim(r.item ->> 'postal_code'), ''),
           nullif(btrim(r.item ->> 'address'), '')
      FROM jsonb_array_elements(parsed) WITH ORDINALITY r (item, n)
     WHERE jsonb_typeof(r.item) = 'object';
  END IF;
END $$;
COMMENT ON FUNCTION further_recipients IS 'Whom an order names after its first recipient, the second as place 2; nobody where the text is no JSON array.';

CREATE TABLE further_recipient (
  batch_id      integer NOT NULL,
  line          integer NOT NULL,
  place         integer NOT NULL CHECK (place >= 2),
  name_key      bigint,
  kana_key      bigint,
  phone_key     bigint,
  postal_key    bigint,
  address_key   bigint,
  PRIMARY KEY (batch_id, line, place)
);
CREATE INDEX further_recipient_name ON further_recipient (name_key) WHERE name_key IS NOT NULL;
CREATE INDEX further_recipient_kana ON further_recipient (kana_key) WHERE kana_key IS NOT NULL;
CREATE INDEX further_recipient_phone ON further_recipient (phone_key) WHERE phone_key IS NOT NULL;
CREATE INDEX further_recipient_postal ON further_recipient (postal_key) WHERE postal_key IS NOT NULL;
CREATE INDEX further_recipient_address ON further_recipient (address_key) WHERE address_key IS NOT NULL;
COMMENT ON TABLE further_recipient IS 'Match keys of those whom an order names after its first recipient. They are searched by and not judged.';
COMMENT ON COLUMN further_recipient.batch_id IS 'File of the order.';
COMMENT ON COLUMN further_recipient.line IS 'Line of the order.';
COMMENT ON COLUMN further_recipient.place IS '2 for the second recipient of the order, as further_recipients counts.';
COMMENT ON COLUMN further_recipient.name_key IS 'Match key of the name.';
COMMENT ON COLUMN further_recipient.kana_key IS 'Match key of the reading.';
COMMENT ON COLUMN further_recipient.phone_key IS 'Match key of the phone number.';
COMMENT ON COLUMN further_recipient.postal_key IS 'Match key of the postal code.';
COMMENT ON COLUMN further_recipient.address_key IS 'Match key of the address.';

-- Files that the search knows already are read once more, where they hold such orders.
DELETE FROM search_key WHERE batch_id IN (SELECT batch_id FROM collection_record WHERE other_recipients IS NOT NULL);
DELETE FROM search_batch WHERE batch_id IN (SELECT batch_id FROM collection_record WHERE other_recipients IS NOT NULL);

CREATE FUNCTION order_of(id text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT regexp_replace(id, '^[0-9]{1,9}@', '')
$$;
COMMENT ON FUNCTION order_of IS 'The order of a recipient''s id: without the place in front of it.';

CREATE FUNCTION received_orders(ids text[]) RETURNS TABLE (id text, place integer, event collection_event) LANGUAGE sql STABLE AS $$
  SELECT s.id, NULL::integer, e
    FROM unnest(ids) s (id) CROSS JOIN LATERAL order_events(ARRAY[s.id]) e
  UNION ALL
  SELECT s.id, f.place, jsonb_populate_record(e, jsonb_build_object(
           'ship_name_key', f.name_key, 'ship_phone_key', f.phone_key, 'ship_address_key', f.address_key))
    FROM unnest(ids) s (id)
   CROSS JOIN LATERAL order_events(ARRAY[order_of(s.id)]) e
    JOIN further_recipient f ON (f.batch_id, f.line) = (e.batch_id, e.line)
     AND f.place = substring(s.id FROM '^([0-9]{1,9})@')::integer
   -- A mall that is named like that is meant first.
   WHERE NOT EXISTS (SELECT FROM order_events(ARRAY[s.id]))
$$;
COMMENT ON FUNCTION received_orders IS 'The orders of these recipients, mall/merchant/order_id or, for the second, 2@mall/merchant/order_id; the destination''s keys are the recipient''s.';

-- Keys leaves are looked for at every checkpoint, among all that ever happened.
CREATE INDEX ledger_leaf_key ON ledger_leaf (leaf_index) WHERE kind = 'key';

-- Keys of rows that were corrected since are nobody's any more.
DELETE FROM search_key k
 WHERE NOT EXISTS (SELECT FROM customer_record r WHERE k.part = 'record' AND (r.batch_id, r.line) = (k.batch_id, k.line))
   AND NOT EXISTS (SELECT FROM collection_record r WHERE k.part <> 'record' AND (r.batch_id, r.line) = (k.batch_id, k.line));
