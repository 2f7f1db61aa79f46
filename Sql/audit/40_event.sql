-- Events that a rule may have something to say about: not placed, or without anything outside of the order that
-- corroborates them. One pass over all events, cut among the workers, so that the rules themselves read a small table.
--
-- Whether an event lies in the first or the last period of its outlet is looked up in arrays by the outlet's number, a third
-- faster than a join of all events; those that do not (few, or of an outlet that came back twice) are looked at exactly.
-- (What || gives is unpacked once, and not at every look.)
DROP TABLE IF EXISTS audit_clock;
CREATE UNLOGGED TABLE audit_clock AS
SELECT array_agg(coalesce(p.opens_at, 'infinity') ORDER BY n) AS opens_at,
       array_agg(coalesce(p.first_closes_at, 'infinity') ORDER BY n) AS first_closes_at,
       array_agg(coalesce(p.last_opens_at, 'infinity') ORDER BY n) AS last_opens_at,
       array_agg(coalesce(p.closes_at, 'infinity') ORDER BY n) AS closes_at
  FROM generate_series(1, (SELECT max(outlet_no) FROM audit_place)) n
  LEFT JOIN audit_place p ON p.outlet_no = n;
COMMENT ON TABLE audit_clock IS 'Stage 40 of the last audit: the first and the last period of each outlet, at the place of its number.';

DROP TABLE IF EXISTS audit_event;
CREATE UNLOGGED TABLE audit_event AS
SELECT e.customer_key, e.kind, e.batch_id, e.line, e.occurred_at, p.mall_id, p.merchant_id, e.source_id,
       p.mall_known, p.merchant_known,
       p.open_during @> e.occurred_at AS placed,
       e.attested OR e.settlement_key IS NOT NULL OR e.tracking_key IS NOT NULL AS has_evidence
  FROM collection_event e
  JOIN audit_place p USING (outlet_no)
 WHERE e.kind < 'provision'
   AND (NOT (e.attested OR e.settlement_key IS NOT NULL OR e.tracking_key IS NOT NULL)
        OR ((e.occurred_at >= (SELECT opens_at || '{}' FROM audit_clock)[e.outlet_no]
             AND e.occurred_at < (SELECT first_closes_at || '{}' FROM audit_clock)[e.outlet_no]
             OR e.occurred_at >= (SELECT last_opens_at || '{}' FROM audit_clock)[e.outlet_no]
             AND e.occurred_at < (SELECT closes_at || '{}' FROM audit_clock)[e.outlet_no]) IS NOT TRUE
            AND NOT p.open_during @> e.occurred_at));
ANALYZE audit_event;
COMMENT ON TABLE audit_event IS 'Stage 40 of the last audit: the events that some rule looks at.';
