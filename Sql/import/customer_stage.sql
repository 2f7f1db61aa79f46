-- Customer rows of one file, before it is known which are new.
CREATE TEMPORARY TABLE stage_customer (
  customer_key bigint NOT NULL, registered_at timestamptz, name_key bigint, email_key bigint, phone_key bigint,
  address_key bigint, content_key bigint NOT NULL, batch_id integer NOT NULL, line integer NOT NULL,
  customer_id text NOT NULL, salt bytea NOT NULL, commitment bytea NOT NULL, weight integer NOT NULL
) ON COMMIT DROP;
CREATE TEMPORARY TABLE stage_record (LIKE customer_record) ON COMMIT DROP;
