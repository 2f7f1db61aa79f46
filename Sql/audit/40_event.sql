-- Events that a rule may have something to say about: not placed, or without anything outside of the order that
-- corroborates them. One pass over all events, cut among the workers, so that the rules themselves read a small table.
DROP TABLE IF EXISTS audit_event;
CREATE UNLOGGED TABLE audit_event AS
SELECT e.customer_key, e.kind, e.batch_id, e.line, e.occurred_at, p.mall_id, p.merchant_id, e.source_id,
       p.mall_known, p.merchant_known,
       p.open_during @> e.occurred_at AS placed,
       e.attested OR e.settlement_key IS NOT NULL OR e.tracking_key IS NOT NULL AS has_evidence
  FROM collection_event e
  JOIN audit_place p USING (outlet_no)
 WHERE e.kind < 'provision'
   AND (NOT (e.occurred_at >= p.opens_at AND e.occurred_at < p.closes_at
             AND (NOT p.was_away OR p.open_during @> e.occurred_at))
        OR NOT (e.attested OR e.settlement_key IS NOT NULL OR e.tracking_key IS NOT NULL));
ANALYZE audit_event;
COMMENT ON TABLE audit_event IS 'Stage 40 of the last audit: the events that some rule looks at.';
