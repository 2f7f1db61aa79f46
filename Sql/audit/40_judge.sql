-- The heart of the audit: every customer record against its own events, in one ordered pass over both.
--
-- Level of an event, and of a field as the best event that carries its value:
--   0  no event carries the value          2  placed, but nothing outside the order corroborates it
--   1  claimed: the event is not placed    3  proven, by a provision, succession or joint use
--                                          4  proven, by the person's own act
-- An event is placed when a registered merchant was open in a registered mall at its time (stage 10), and
-- corroborated by a settlement or shipment that is not also somebody else's (stage 20). A provision is both when
-- its record is complete (stage 30). What belongs to the recipient counts only when no recipient is named, or the
-- recipient is the customer.
--
-- The function is one half of the work: keys from :low to :high. Both halves run at the same time.
CREATE OR REPLACE FUNCTION audit_judge(low bigint, high bigint, timely interval)
RETURNS TABLE (customer_key bigint, verdict verdict, has_event boolean, predates boolean, registered_at timestamptz,
               name_level smallint, email_level smallint, phone_level smallint, address_level smallint)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT j.customer_key,
         verdict_of(j.bought, j.has_event, p.predates, j.name, j.email, j.phone, j.address),
         j.has_event, p.predates, j.registered_at,
         j.name::smallint, j.email::smallint, j.phone::smallint, j.address::smallint
    FROM (
      SELECT c.customer_key, c.registered_at,
             count(e.level) > 0 AS has_event,
             coalesce(bool_or(e.bought), false)
               OR c.batch_id IN (SELECT batch_id FROM batch WHERE origin = 'purchased')
               OR (c.batch_id, c.line) IN (SELECT batch_id, line FROM audit_bought) AS bought,
             min(e.occurred_at) FILTER (WHERE e.level >= 2) AS first_placed,
             coalesce(bool_or(e.occurred_at IS NULL AND e.level >= 2), false) AS placed_undated,
             CASE WHEN c.name_key IS NOT NULL THEN coalesce(max(e.level) FILTER (
               WHERE e.name_key = c.name_key OR e.ship_name_key = c.name_key), 0) END AS name,
             CASE WHEN c.email_key IS NOT NULL THEN coalesce(max(e.level) FILTER (
               WHERE e.email_key = c.email_key), 0) END AS email,
             CASE WHEN c.phone_key IS NOT NULL THEN coalesce(max(e.level) FILTER (
               WHERE e.phone_key = c.phone_key
                  OR (e.ship_phone_key = c.phone_key
                      AND (e.ship_name_key IS NULL OR e.ship_name_key = c.name_key))), 0) END AS phone,
             CASE WHEN c.address_key IS NOT NULL THEN coalesce(max(e.level) FILTER (
               WHERE e.address_key = c.address_key
                  OR (e.ship_address_key = c.address_key
                      AND (e.ship_name_key IS NULL OR e.ship_name_key = c.name_key))), 0) END AS address
        FROM customer c
        LEFT JOIN (
          SELECT e.customer_key, e.occurred_at, e.name_key, e.email_key, e.phone_key, e.address_key,
                 e.ship_name_key, e.ship_phone_key, e.ship_address_key,
                 event_level(e.kind,
                   e.source_id IN (SELECT provision_id FROM audit_provision WHERE missing = '{}'),
                   p.open_during @> e.occurred_at,
                   e.attested
                     OR (e.settlement_key IS NOT NULL
                         AND e.settlement_key NOT IN (SELECT evidence_key FROM audit_evidence_reused
                                                       WHERE evidence = 'settlement'))
                     OR (e.tracking_key IS NOT NULL
                         AND e.tracking_key NOT IN (SELECT evidence_key FROM audit_evidence_reused
                                                     WHERE evidence = 'shipment'))) AS level,
                 (e.kind = 'provision' AND e.source_id IN (SELECT provision_id FROM audit_provision WHERE bought))
                   OR e.batch_id IN (SELECT batch_id FROM batch WHERE origin = 'purchased')
                   OR (e.batch_id, e.line) IN (SELECT batch_id, line FROM audit_bought) AS bought
            FROM collection_event e
            JOIN audit_place p USING (outlet_no)
           WHERE e.customer_key BETWEEN low AND high
           ORDER BY e.customer_key
        ) e ON e.customer_key = c.customer_key
       WHERE c.customer_key BETWEEN low AND high
       GROUP BY c.customer_key
    ) j
   CROSS JOIN LATERAL (
      SELECT coalesce(j.first_placed > j.registered_at + timely AND NOT j.placed_undated, false) AS predates
   ) p
$$;

DROP TABLE IF EXISTS audit_verdict;
CREATE UNLOGGED TABLE audit_verdict AS
SELECT * FROM audit_judge(-9223372036854775808, -1, make_interval(hours => :timely_hours::integer))
UNION ALL
SELECT * FROM audit_judge(0, 9223372036854775807, make_interval(hours => :timely_hours::integer));
ANALYZE audit_verdict;
COMMENT ON TABLE audit_verdict IS 'Stage 40 of the last audit: the verdict of every record and the level of each field.';
