-- Events of one file, before it is known which are new.
CREATE TEMPORARY TABLE stage_event (
  customer_key bigint, name_key bigint, email_key bigint, phone_key bigint, address_key bigint,
  occurred_at timestamptz, settlement_key bigint, tracking_key bigint, content_key bigint NOT NULL,
  outlet_no integer NOT NULL, batch_id integer NOT NULL, line integer NOT NULL, kind event_kind NOT NULL,
  attested boolean NOT NULL, source_id text NOT NULL,
  ship_name_key bigint, ship_phone_key bigint, ship_address_key bigint, settlement_repeats boolean NOT NULL,
  tracking_repeats boolean NOT NULL, weight integer NOT NULL
) ON COMMIT DROP;
CREATE TEMPORARY TABLE stage_record (LIKE collection_record) ON COMMIT DROP;
