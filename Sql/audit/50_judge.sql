-- The heart of the audit: every customer record against its own events.
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
-- One number gathers what a record's events say. An event sets bit 1 for the name, 2 for the email, 4 for the phone
-- and 8 for the address that it carries, five places further left for each level. So one bit_or does the work of eight
-- aggregates, and best_level() reads it. Most events carry all four as the record has them, which is asked first; and most
-- records are proven whole by an act of the person's own, which one comparison tells: all four bits at the highest level.
--
-- The function judges the records with keys from :low to :high. Events come first in the join, since a record is met
-- once by each of them: nothing has to be kept for going back. The mark is made where both meet (LEFT JOIN LATERAL … ON true
-- keeps the planner from making it later), so that the join hands on one number in place of a dozen columns. Records without any
-- event do not come out of it (stage 36 has them). With closely, each event is compared with the tenancies and with the evidence
-- that was used twice; without, the planner leaves all that away, which is right for every record that is not in audit_doubt.
--
-- tstzrange_subdiff() gives the seconds between two times without reading the name of a field each time, as date_part() does.
CREATE OR REPLACE FUNCTION audit_judge(low bigint, high bigint, timely interval, closely boolean)
RETURNS TABLE (customer_key bigint, verdict verdict, has_event boolean, predates boolean, registered_at timestamptz,
               name_level smallint, email_level smallint, phone_level smallint, address_level smallint, first_event bigint)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT j.customer_key,
         CASE WHEN j.is_proven AND NOT j.predates AND NOT j.bought THEN 'traced'
              ELSE verdict_of(j.bought, true, j.predates,
                     CASE WHEN j.has_name THEN best_level(j.marks, 1) END, CASE WHEN j.has_email THEN best_level(j.marks, 2) END,
                     CASE WHEN j.has_phone THEN best_level(j.marks, 4) END, CASE WHEN j.has_address THEN best_level(j.marks, 8) END)
         END,
         true, j.predates, j.registered_at,
         CASE WHEN j.is_proven THEN smallint '4' WHEN j.has_name THEN best_level(j.marks, 1)::smallint END,
         CASE WHEN j.is_proven THEN smallint '4' WHEN j.has_email THEN best_level(j.marks, 2)::smallint END,
         CASE WHEN j.is_proven THEN smallint '4' WHEN j.has_phone THEN best_level(j.marks, 4)::smallint END,
         CASE WHEN j.is_proven THEN smallint '4' WHEN j.has_address THEN best_level(j.marks, 8)::smallint END,
         j.first_event
    FROM (
      SELECT c.customer_key, c.registered_at,
             closely AND c.customer_key IN (SELECT customer_key FROM audit_bought_customer) AS bought,
             c.name_key IS NOT NULL AS has_name, c.email_key IS NOT NULL AS has_email,
             c.phone_key IS NOT NULL AS has_phone, c.address_key IS NOT NULL AS has_address,
             bit_or(m.mark) AS marks, bit_or(m.mark) >= 15 << 20 AS is_proven,
             -- A complete provision without a date could be as old as any record, if something of the record came with it.
             coalesce(min(CASE WHEN NOT closely OR e.level >= 2
                               THEN coalesce(e.occurred_at, CASE WHEN closely AND m.mark <> 0 THEN timestamptz '-infinity' END) END)
                      > c.registered_at + timely, false) AS predates,
             -- The earliest placed event in one number: its second since 1970, and its outlet 31 places further right. For the
             -- ledger. An event without a time is a provision, so that it is looked at closely.
             min(CASE WHEN NOT closely OR e.level >= 2
                      THEN (CASE WHEN closely AND e.occurred_at IS NULL THEN -2147483648
                                 ELSE floor(tstzrange_subdiff(e.occurred_at, timestamptz 'epoch'))::bigint END << 31)
                           + e.outlet_no END) AS first_event
        FROM (
          SELECT e.customer_key, e.occurred_at, e.outlet_no, e.name_key, e.email_key, e.phone_key, e.address_key,
                 e.ship_name_key, e.ship_phone_key, e.ship_address_key,
                 event_level(CASE WHEN closely THEN e.kind ELSE 'order' END,
                   closely AND e.source_id IN (SELECT provision_id FROM audit_provision WHERE missing = '{}'),
                   NOT closely OR p.open_during @> e.occurred_at,
                   e.attested
                     OR (e.settlement_key IS NOT NULL
                         AND (NOT closely
                              OR e.settlement_key NOT IN (SELECT evidence_key FROM audit_evidence_reused
                                                           WHERE evidence = 'settlement')))
                     OR (e.tracking_key IS NOT NULL
                         AND (NOT closely
                              OR e.tracking_key NOT IN (SELECT evidence_key FROM audit_evidence_reused
                                                         WHERE evidence = 'shipment')))) AS level
            FROM collection_event e
            LEFT JOIN audit_place p USING (outlet_no)
        ) e
        JOIN customer c ON c.customer_key = e.customer_key
        LEFT JOIN LATERAL (
          SELECT CASE WHEN e.name_key = c.name_key AND e.email_key = c.email_key AND e.phone_key = c.phone_key
                           AND e.address_key = c.address_key
                      THEN 15
                      ELSE CASE WHEN e.name_key = c.name_key OR e.ship_name_key = c.name_key THEN 1 ELSE 0 END
                           + CASE WHEN e.email_key = c.email_key THEN 2 ELSE 0 END
                           + CASE WHEN e.phone_key = c.phone_key
                                    OR (e.ship_phone_key = c.phone_key
                                        AND (e.ship_name_key IS NULL OR e.ship_name_key = c.name_key)) THEN 4 ELSE 0 END
                           + CASE WHEN e.address_key = c.address_key
                                    OR (e.ship_address_key = c.address_key
                                        AND (e.ship_name_key IS NULL OR e.ship_name_key = c.name_key)) THEN 8 ELSE 0 END
                 END << 5 * e.level AS mark) m ON true
       WHERE c.customer_key BETWEEN low AND high AND e.customer_key BETWEEN low AND high
         AND (closely OR c.customer_key NOT IN (SELECT customer_key FROM audit_doubt))
       GROUP BY c.customer_key
    ) j
$$;
COMMENT ON FUNCTION audit_judge IS 'Stage 50 of an audit: the verdict of each record with a key from low to high that has an event; closely also looks at tenancies and at evidence that was used twice.';

-- Two ordered passes, side by side, over all that is beyond doubt; then the others, one by one.
SET LOCAL enable_hashjoin = off;
SET LOCAL enable_hashagg = off;
SET LOCAL min_parallel_table_scan_size = '1TB';
SET LOCAL min_parallel_index_scan_size = '1TB';
DROP TABLE IF EXISTS audit_verdict;
CREATE UNLOGGED TABLE audit_verdict AS
SELECT * FROM audit_judge(-9223372036854775808, -1, make_interval(hours => :timely_hours::integer), false)
UNION ALL
SELECT * FROM audit_judge(0, 9223372036854775807, make_interval(hours => :timely_hours::integer), false);
SET LOCAL enable_hashjoin = on;
SET LOCAL enable_hashagg = on;
SET LOCAL min_parallel_table_scan_size = '8MB';
SET LOCAL min_parallel_index_scan_size = '512kB';

INSERT INTO audit_verdict
SELECT v.* FROM audit_doubt d
 CROSS JOIN LATERAL audit_judge(d.customer_key, d.customer_key, make_interval(hours => :timely_hours::integer), true) v;

-- Records without any event.
INSERT INTO audit_verdict
SELECT c.customer_key,
       verdict_of(c.customer_key IN (SELECT customer_key FROM audit_bought_customer), false, false, 0, 0, 0, 0),
       false, false, c.registered_at,
       CASE WHEN c.name_key IS NOT NULL THEN 0 END::smallint, CASE WHEN c.email_key IS NOT NULL THEN 0 END::smallint,
       CASE WHEN c.phone_key IS NOT NULL THEN 0 END::smallint, CASE WHEN c.address_key IS NOT NULL THEN 0 END::smallint, NULL
  FROM audit_unmatched u JOIN customer c USING (customer_key)
 WHERE NOT u.of_event;
ANALYZE audit_verdict;
COMMENT ON TABLE audit_verdict IS 'Stage 50 of the last audit: the verdict of every record and the level of each field.';
