-- Evidence that hardly ever repeats. An import marks each event whose settlement or tracking number may have been met
-- before. Of those without the mark the indexes below allow one a number: so it is the database that vouches for it, and
-- the audit needs to look at the marked ones alone. What was imported before this migration is marked.
ALTER TABLE collection_event
  ADD COLUMN settlement_repeats boolean NOT NULL DEFAULT true,
  ADD COLUMN tracking_repeats boolean NOT NULL DEFAULT true;
ALTER TABLE collection_event ALTER COLUMN settlement_repeats DROP DEFAULT, ALTER COLUMN tracking_repeats DROP DEFAULT;
COMMENT ON COLUMN collection_event.settlement_repeats IS 'Another event may have the same settlement_key; where false, no other event without this mark has.';
COMMENT ON COLUMN collection_event.tracking_repeats IS 'Another event may have the same tracking_key; where false, no other event without this mark has.';

CREATE UNIQUE INDEX collection_event_settlement ON collection_event (settlement_key)
 WHERE settlement_key IS NOT NULL AND NOT settlement_repeats;
CREATE INDEX collection_event_settlement_again ON collection_event (settlement_key)
 WHERE settlement_key IS NOT NULL AND settlement_repeats;
CREATE UNIQUE INDEX collection_event_tracking ON collection_event (tracking_key)
 WHERE tracking_key IS NOT NULL AND NOT tracking_repeats;
CREATE INDEX collection_event_tracking_again ON collection_event (tracking_key)
 WHERE tracking_key IS NOT NULL AND tracking_repeats;

-- An order by its number first, since that tells most of them apart: it is sorted faster, and found by the number alone.
DROP INDEX collection_event_order;
CREATE UNIQUE INDEX collection_event_order ON collection_event (source_id, outlet_no) WHERE kind = 'order';

CREATE TABLE audit_bought_customer (customer_key bigint NOT NULL);
COMMENT ON TABLE audit_bought_customer IS 'Stage 35 of the last audit: records that a bought row, file or provision stands behind.';
COMMENT ON COLUMN audit_bought_customer.customer_key IS 'The record.';

CREATE FUNCTION best_level(marks integer, field integer) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN marks & (field << 20) <> 0 THEN 4
              WHEN marks & (field << 15) <> 0 THEN 3
              WHEN marks & (field << 10) <> 0 THEN 2
              WHEN marks & (field << 5) <> 0 THEN 1
              ELSE 0 END
$$;
COMMENT ON FUNCTION best_level IS 'The best level at which a field is marked: stage 50 of an audit sets the bit of a field (1 name, 2 email, 4 phone, 8 address) five places further left for each level.';

CREATE VIEW evidence_use AS
SELECT 'settlement' AS evidence, settlement_key AS evidence_key, customer_key, outlet_no, batch_id, line
  FROM collection_event WHERE settlement_key IS NOT NULL AND NOT settlement_repeats
UNION ALL
SELECT 'settlement', settlement_key, customer_key, outlet_no, batch_id, line
  FROM collection_event WHERE settlement_key IS NOT NULL AND settlement_repeats
UNION ALL
SELECT 'shipment', tracking_key, customer_key, outlet_no, batch_id, line
  FROM collection_event WHERE tracking_key IS NOT NULL AND NOT tracking_repeats
UNION ALL
SELECT 'shipment', tracking_key, customer_key, outlet_no, batch_id, line
  FROM collection_event WHERE tracking_key IS NOT NULL AND tracking_repeats;
COMMENT ON VIEW evidence_use IS 'Which events a settlement or a parcel stands behind; found by evidence_key.';
COMMENT ON COLUMN evidence_use.evidence IS 'settlement or shipment.';
COMMENT ON COLUMN evidence_use.evidence_key IS 'Keyed hash of mall and number.';
COMMENT ON COLUMN evidence_use.customer_key IS 'Whose event; null for a guest order.';
COMMENT ON COLUMN evidence_use.outlet_no IS 'Mall and merchant of the event.';
COMMENT ON COLUMN evidence_use.batch_id IS 'File of the event.';
COMMENT ON COLUMN evidence_use.line IS 'Line of the event.';
