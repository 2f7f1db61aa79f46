-- Events that a rule may have something to say about: not placed, placed without any corroboration, resting on
-- evidence that is also somebody else's, or naming a customer who is not there. One pass over all events, so that
-- the rules themselves read a small table.
DROP TABLE IF EXISTS audit_event;
CREATE UNLOGGED TABLE audit_event AS
SELECT e.customer_key, e.kind, e.batch_id, e.line, e.occurred_at, p.mall_id, p.merchant_id, e.source_id,
       p.mall_known, p.merchant_known,
       p.open_during @> e.occurred_at AS placed,
       e.attested OR e.settlement_key IS NOT NULL OR e.tracking_key IS NOT NULL AS has_evidence,
       e.customer_key IS NOT NULL AND c.customer_key IS NULL AS customer_missing,
       e.settlement_key, e.tracking_key
  FROM collection_event e
  JOIN audit_place p USING (outlet_no)
  LEFT JOIN customer c USING (customer_key)
 WHERE e.kind < 'provision'
   AND (NOT p.open_during @> e.occurred_at
        OR NOT (e.attested OR e.settlement_key IS NOT NULL OR e.tracking_key IS NOT NULL)
        OR e.settlement_key IN (SELECT evidence_key FROM audit_evidence_reused WHERE evidence = 'settlement')
        OR e.tracking_key IN (SELECT evidence_key FROM audit_evidence_reused WHERE evidence = 'shipment')
        OR (e.customer_key IS NOT NULL AND c.customer_key IS NULL));
ANALYZE audit_event;
COMMENT ON TABLE audit_event IS 'Stage 50 of the last audit: the events that some rule looks at.';
