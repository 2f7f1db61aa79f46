-- The trail of one customer record, or of a guest or a recipient by orders, as one JSON value: what is held, each event that carried it with the names of its
-- day, and the file and line that say so. Times are the mall's: of the name that covers the day, else its last one, else
-- the tenancy's; without a mall the file's. Everything is read from the facts as they are now.
WITH RECURSIVE named AS (
  SELECT NULL::integer AS place, e AS event FROM order_events(:orders::text[]) e WHERE NOT :recipient::boolean
   UNION ALL
  SELECT place, event FROM received_orders(:orders::text[]) WHERE :recipient::boolean
), c AS (
  SELECT c.customer_id, c.customer_key, c.batch_id, c.line, c.registered_at, c.name_key, c.email_key, c.phone_key, c.address_key,
         r.name, r.email, r.phone, r.postal_code, r.address, b.file_name, b.origin,
         coalesce((SELECT n.timezone FROM mall_name n WHERE n.mall_id = r.mall_id ORDER BY n.valid_from DESC LIMIT 1), b.timezone) AS timezone
    FROM customer c
    JOIN customer_record r USING (batch_id, line)
    JOIN batch b USING (batch_id)
   WHERE c.customer_key = :customer_key::bigint
   UNION ALL
  -- A guest or a recipient has no record but the latest of the orders named.
  (SELECT (:orders::text[])[1], NULL, e.batch_id, e.line, NULL, w.name_key, w.email_key, w.phone_key, w.address_key,
          w.name, w.email, w.phone, w.postal_code, w.address, b.file_name, b.origin, b.timezone
     FROM named n
    CROSS JOIN LATERAL (SELECT (n.event).*) e
     JOIN collection_record r USING (batch_id, line)
     JOIN batch b USING (batch_id)
    CROSS JOIN LATERAL (
          SELECT e.name_key, e.email_key, e.phone_key, e.address_key, r.name, r.email, r.phone, r.postal_code, r.address
           WHERE NOT :recipient::boolean
           UNION ALL
          SELECT e.ship_name_key, NULL, e.ship_phone_key, e.ship_address_key,
                 r.ship_name, NULL, r.ship_phone, r.ship_postal_code, r.ship_address
           WHERE :recipient::boolean AND n.place IS NULL
           UNION ALL
          SELECT e.ship_name_key, NULL, e.ship_phone_key, e.ship_address_key, f.name, NULL, f.phone, f.postal_code, f.address
            FROM further_recipients(r.other_recipients) f WHERE f.place = n.place) w
    ORDER BY e.occurred_at DESC, e.batch_id DESC, e.line DESC LIMIT 1)
), held AS (
  SELECT batch_id, line FROM c
   UNION
  SELECT batch_id, line FROM collection_event WHERE customer_key = :customer_key::bigint
   UNION
  SELECT (event).batch_id, (event).line FROM named
   UNION
  SELECT p.batch_id, p.line
    FROM collection_event e JOIN provision p ON p.provision_id = e.source_id
   WHERE e.customer_key = :customer_key::bigint AND e.kind >= 'provision'
), prior AS (
  -- The rows whose place a row took, and the rows whose place those took: as stage 35 of an audit, the other way round.
  SELECT h.batch_id AS of_batch_id, h.line AS of_line, s.batch_id, s.line
    FROM held h JOIN supersession s ON (s.by_batch_id, s.by_line) = (h.batch_id, h.line)
   UNION
  SELECT p.of_batch_id, p.of_line, s.batch_id, s.line
    FROM prior p JOIN supersession s ON (s.by_batch_id, s.by_line) = (p.batch_id, p.line)
), heir AS (
  SELECT p.of_batch_id AS batch_id, p.of_line AS line FROM prior p JOIN batch b USING (batch_id) WHERE b.origin = 'purchased'
), e AS (
  SELECT e.kind, e.occurred_at, coalesce(m.timezone, t.timezone, b.timezone) AS timezone, e.batch_id, e.line, o.mall_id, o.merchant_id, e.source_id,
         event_name(e.kind, o.mall_id, o.merchant_id, e.source_id) AS event,
         t.storefront, t.storefront_url, t.legal_role, t.opened_on, t.closed_on, t.ended, t.storefront_now,
         CASE WHEN m.covers THEN m.name END AS mall_name, CASE WHEN m.covers THEN m.operator END AS operator, m.name_now AS mall_name_now,
         m.operator_now, m.closed AS mall_closed,
         CASE WHEN n.covers THEN n.name END AS merchant_name, CASE WHEN n.covers THEN n.legal_name END AS legal_name,
         CASE WHEN n.covers THEN n.address END AS merchant_address, n.name_now AS merchant_name_now,
         n.legal_name_now, n.address_now, s.complete,
         a.affiliate_id, a.programme, a.partner,
         d.settlement_id, d.settled_at, d.tracking_no, d.shipped_at, d.evidence_ref,
         b.file_name, encode(b.sha256, 'hex') AS sha256, b.supplied_by,
         -- What is said of a provision's own file is said of all that came by it.
         CASE WHEN pb.origin = 'purchased' THEN pb.origin ELSE b.origin END AS origin, p.provision_id, p.basis, p.received_on,
         p.provider_name, p.provider_address, p.provider_representative, p.acquisition_source, p.acquisition_mode,
         p.confirmation_method,
         s.placed, s.settled, s.shipped, s.corroborated, s.level,
         e.name_key = c.name_key OR e.ship_name_key = c.name_key AS carries_name,
         e.email_key = c.email_key AS carries_email,
         e.phone_key = c.phone_key
           OR (e.ship_phone_key = c.phone_key AND (e.ship_name_key IS NULL OR e.ship_name_key = c.name_key)) AS carries_phone,
         e.address_key = c.address_key
           OR (e.ship_address_key = c.address_key AND (e.ship_name_key IS NULL OR e.ship_name_key = c.name_key)) AS carries_address,
         b.origin = 'purchased' OR coalesce(pb.origin = 'purchased', false) OR coalesce(p.basis IN ('purchase', 'opt_out'), false)
           OR EXISTS (SELECT FROM heir x
                       WHERE (x.batch_id, x.line) IN ((e.batch_id, e.line), (p.batch_id, p.line))) AS bought
    FROM c
    JOIN (SELECT * FROM collection_event WHERE customer_key = :customer_key::bigint
           UNION ALL SELECT (event).* FROM named) e ON true
    JOIN collection_evidence d ON (d.batch_id, d.line) = (e.batch_id, e.line)
    JOIN batch b ON b.batch_id = e.batch_id
    JOIN outlet o USING (outlet_no)
    LEFT JOIN affiliate a USING (affiliate_id)
    LEFT JOIN provision p ON e.kind >= 'provision' AND p.provision_id = e.source_id
    LEFT JOIN batch pb ON pb.batch_id = p.batch_id
    LEFT JOIN LATERAL (
         SELECT t.timezone, t.storefront, t.storefront_url, t.legal_role, t.opened_on, nullif(t.closed_on, 'infinity') AS closed_on,
                t.closed_on < (now() AT TIME ZONE t.timezone)::date AS ended,
                (SELECT y.storefront FROM tenancy y
                  WHERE y.mall_id = t.mall_id AND y.merchant_id = t.merchant_id
                    AND (now() AT TIME ZONE y.timezone)::date BETWEEN y.opened_on AND y.closed_on
                  ORDER BY y.opened_on DESC LIMIT 1) AS storefront_now
           FROM tenancy t
          WHERE t.mall_id = o.mall_id AND t.merchant_id = o.merchant_id
            AND (e.occurred_at AT TIME ZONE t.timezone)::date BETWEEN t.opened_on AND t.closed_on
          ORDER BY t.opened_on DESC LIMIT 1) t ON true
    LEFT JOIN LATERAL (
         SELECT x.timezone, x.name, x.operator, x.covers,
                (SELECT y.name FROM mall_name y WHERE y.mall_id = o.mall_id ORDER BY y.valid_from DESC LIMIT 1) AS name_now,
                (SELECT y.operator FROM mall_name y WHERE y.mall_id = o.mall_id ORDER BY y.valid_from DESC LIMIT 1) AS operator_now,
                NOT EXISTS (SELECT FROM mall_name y
                             WHERE y.mall_id = o.mall_id AND y.valid_to >= (now() AT TIME ZONE y.timezone)::date) AS closed
           FROM (SELECT x.*, (e.occurred_at AT TIME ZONE x.timezone)::date BETWEEN x.valid_from AND x.valid_to AS covers
                   FROM mall_name x WHERE x.mall_id = o.mall_id) x
          ORDER BY x.covers DESC, x.valid_from DESC LIMIT 1) m ON true
    LEFT JOIN LATERAL (
         SELECT x.name, x.legal_name, x.address, x.covers,
                y.name AS name_now, y.legal_name AS legal_name_now, y.address AS address_now
           FROM (SELECT x.*, (e.occurred_at AT TIME ZONE coalesce(m.timezone, t.timezone, b.timezone))::date
                             BETWEEN x.valid_from AND x.valid_to AS covers
                   FROM merchant_name x WHERE x.merchant_id = o.merchant_id) x
          CROSS JOIN (SELECT y.name, y.legal_name, y.address FROM merchant_name y
                       WHERE y.merchant_id = o.merchant_id ORDER BY y.valid_from DESC LIMIT 1) y
          ORDER BY x.covers DESC, x.valid_from DESC LIMIT 1) n ON true
   CROSS JOIN LATERAL (
         SELECT e.kind >= 'provision' AND p.provision_id IS NOT NULL
                  AND provision_missing(p, (now() AT TIME ZONE 'Asia/Tokyo')::date) = '{}' AS complete,
                (d.settlement_id IS NOT NULL OR d.settled_at IS NOT NULL)
                  AND NOT EXISTS (SELECT FROM evidence_use u
                                   WHERE u.evidence = 'settlement' AND u.evidence_key = e.settlement_key
                                     AND u.customer_key IS NOT NULL AND u.customer_key IS DISTINCT FROM e.customer_key)
                  AND NOT EXISTS (SELECT FROM evidence_erased u
                                   WHERE u.evidence = 'settlement' AND u.evidence_key = e.settlement_key) AS settled,
                (d.tracking_no IS NOT NULL OR d.shipped_at IS NOT NULL)
                  AND NOT EXISTS (SELECT FROM evidence_use u
                                   WHERE u.evidence = 'shipment' AND u.evidence_key = e.tracking_key
                                     AND u.customer_key IS NOT NULL AND u.customer_key IS DISTINCT FROM e.customer_key)
                  AND NOT EXISTS (SELECT FROM evidence_erased u
                                   WHERE u.evidence = 'shipment' AND u.evidence_key = e.tracking_key) AS shipped) k
   CROSS JOIN LATERAL (
         SELECT k.settled, k.shipped, k.complete,
                CASE WHEN e.kind >= 'provision' THEN k.complete
                     WHEN o.merchant_id = '' THEN coalesce(m.covers, false)
                     ELSE t.opened_on IS NOT NULL AND m.name IS NOT NULL AND n.name IS NOT NULL END AS placed,
                k.complete OR k.settled OR k.shipped OR d.evidence_ref IS NOT NULL AS corroborated,
                event_level(e.kind, k.complete,
                  CASE WHEN o.merchant_id = '' THEN coalesce(m.covers, false)
                       ELSE t.opened_on IS NOT NULL AND m.name IS NOT NULL AND n.name IS NOT NULL END,
                  k.settled OR k.shipped OR d.evidence_ref IS NOT NULL) AS level) s
), f AS (
  SELECT x.field, x.ordinal, x.value,
         CASE WHEN x.key IS NOT NULL THEN coalesce(b.level, 0) END AS level, b.event
    FROM c
   CROSS JOIN LATERAL (VALUES ('name', 1, c.name_key, c.name), ('email', 2, c.email_key, c.email),
                              ('phone', 3, c.phone_key, c.phone), ('address', 4, c.address_key, c.address))
                      x (field, ordinal, key, value)
    LEFT JOIN LATERAL (
         SELECT e.level, e.event FROM e
          WHERE CASE x.field WHEN 'name' THEN e.carries_name WHEN 'email' THEN e.carries_email
                             WHEN 'phone' THEN e.carries_phone ELSE e.carries_address END
          ORDER BY e.level DESC, e.occurred_at, e.batch_id, e.line LIMIT 1) b ON true
), v AS (
  SELECT verdict_of(
           c.origin = 'purchased'
             OR EXISTS (SELECT FROM heir x WHERE (x.batch_id, x.line) = (c.batch_id, c.line))
             OR coalesce((SELECT bool_or(e.bought) FROM e), false),
           EXISTS (SELECT FROM e),
           coalesce((SELECT min(e.occurred_at) FROM e WHERE e.level >= 2)
                      > c.registered_at + make_interval(hours => :timely_hours::integer)
                    AND NOT EXISTS (SELECT FROM e WHERE e.level >= 2 AND e.occurred_at IS NULL
                                       AND (e.carries_name OR e.carries_email OR e.carries_phone OR e.carries_address)), false),
           (SELECT level FROM f WHERE field = 'name'), (SELECT level FROM f WHERE field = 'email'),
           (SELECT level FROM f WHERE field = 'phone'), (SELECT level FROM f WHERE field = 'address')) AS verdict
    FROM c
)
SELECT json_build_object(
  'trail', json_build_object(
    'version', 1, 'customer', c.customer_id, 'verdict', v.verdict,
    'fields', (SELECT coalesce(json_agg(json_build_object('field', f.field,
                 'status', (ARRAY['none', 'claimed', 'placed', 'proven', 'proven'])[f.level + 1],
                 'collected_by', f.event) ORDER BY f.ordinal), '[]') FROM f WHERE f.level IS NOT NULL),
    'trail', (SELECT coalesce(json_agg(json_build_object(
        'event', e.event, 'kind', e.kind, 'occurred_at', mall_time(e.occurred_at, e.timezone), 'storefront', e.storefront,
        'merchant', CASE WHEN e.merchant_id <> '' THEN json_build_object('id', e.merchant_id, 'name', e.merchant_name) END,
        'mall', CASE WHEN e.mall_id <> '' THEN json_build_object('id', e.mall_id, 'name', e.mall_name) END,
        'tenancy', CASE WHEN e.opened_on IS NOT NULL
                        THEN json_build_object('opened_on', e.opened_on, 'closed_on', e.closed_on, 'ended', e.ended) END,
        'legal_role', e.legal_role,
        'affiliate', CASE WHEN e.affiliate_id IS NOT NULL
                          THEN json_build_object('id', e.affiliate_id, 'programme', e.programme, 'partner', e.partner) END,
        'placed', e.placed, 'corroborated', e.corroborated,
        'evidence', array_remove(ARRAY[CASE WHEN e.settled THEN 'settlement' END, CASE WHEN e.shipped THEN 'shipment' END,
                      CASE WHEN e.evidence_ref IS NOT NULL THEN 'evidence_ref' END], NULL),
        'carries', array_remove(ARRAY[CASE WHEN e.carries_name THEN 'name' END, CASE WHEN e.carries_email THEN 'email' END,
                     CASE WHEN e.carries_phone THEN 'phone' END, CASE WHEN e.carries_address THEN 'address' END], NULL),
        'source', json_build_object('file', e.file_name, 'line', e.line, 'sha256', e.sha256))
      ORDER BY e.occurred_at, e.batch_id, e.line), '[]') FROM e),
    'findings', (SELECT coalesce(json_agg(DISTINCT g.rule), '[]') FROM finding g
                  WHERE g.gone_run IS NULL
                    AND (g.customer_key = c.customer_key
                         -- Without a record: what was found of the orders themselves.
                         OR (c.customer_key IS NULL AND NOT :recipient::boolean AND g.subject_kind = 'order'
                             AND g.subject_id = ANY (:orders::text[]))))),
  'registeredAt', mall_time(c.registered_at, c.timezone),
  'values', json_build_object('name', c.name, 'email', c.email, 'phone', c.phone, 'postalCode', c.postal_code, 'address', c.address),
  'recordOrigin', c.origin,
  'events', (SELECT coalesce(json_object_agg(e.event, json_build_object(
      'operatorName', e.operator, 'operatorNow', e.operator_now, 'mallClosed', e.mall_closed,
      'mallNameNow', e.mall_name_now, 'merchantNameNow', e.merchant_name_now,
      'merchantLegalName', e.legal_name, 'merchantAddress', e.merchant_address, 'merchantLegalNameNow', e.legal_name_now,
      'merchantAddressNow', e.address_now, 'storefrontNow', e.storefront_now, 'storefrontURL', e.storefront_url,
      'settlementID', e.settlement_id, 'settledAt', mall_time(e.settled_at, e.timezone), 'trackingNumber', e.tracking_no,
      'shippedAt', mall_time(e.shipped_at, e.timezone), 'evidenceReference', e.evidence_ref, 'batchSupplier', e.supplied_by,
      'batchOrigin', e.origin,
      'provision', CASE WHEN e.provision_id IS NOT NULL THEN json_build_object(
        'id', e.provision_id, 'basis', e.basis, 'receivedOn', e.received_on, 'providerName', e.provider_name,
        'providerAddress', e.provider_address, 'providerRepresentative', e.provider_representative,
        'acquisitionSource', e.acquisition_source, 'acquisitionMode', e.acquisition_mode,
        'confirmationMethod', e.confirmation_method, 'isComplete', e.complete) END)), '{}') FROM e),
  'findings', '[]'::json)
  FROM c, v
