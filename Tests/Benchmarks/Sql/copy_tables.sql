-- What psql \copy loads into: the same columns, plain tables, no index yet.
DROP SCHEMA IF EXISTS plain CASCADE;
CREATE SCHEMA plain;
CREATE TABLE plain.customers (customer_id text, registered_at timestamptz, mall_id text, name text, name_kana text,
  email text, phone text, postal_code text, address text);
CREATE TABLE plain.orders (order_id text, mall_id text, merchant_id text, customer_id text, ordered_at timestamptz,
  status text, name text, name_kana text, email text, phone text, postal_code text, address text, ship_name text,
  ship_name_kana text, ship_phone text, ship_postal_code text, ship_address text, settlement_id text,
  settled_at timestamptz, tracking_no text, shipped_at timestamptz, affiliate_id text);
CREATE TABLE plain.tenancies (mall_id text, merchant_id text, storefront text, storefront_url text, legal_role text,
  opened_on date, closed_on date, contract_ref text);
