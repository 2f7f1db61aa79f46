-- The acts of collection that explain some field of a record best, as `trace` names them in collected_by: one row an act
-- with the fields that it explains. One record, or with :customer_key null all of them. Facts and keys only.
--
-- Of the acts that carry a field's value the one of the highest level comes first, then the earliest. That order is put
-- into one array of numbers, so that a single pass with four min() does the work of four sorts.
SET LOCAL temp_buffers = '64MB';
CREATE TEMPORARY TABLE prov_source ON COMMIT DROP AS
WITH event AS (
  SELECT c.customer_key, e.kind,
         e.name_key = c.name_key OR e.ship_name_key = c.name_key AS carries_name,
         e.email_key = c.email_key AS carries_email,
         e.phone_key = c.phone_key
           OR (e.ship_phone_key = c.phone_key AND (e.ship_name_key IS NULL OR e.ship_name_key = c.name_key)) AS carries_phone,
         e.address_key = c.address_key
           OR (e.ship_address_key = c.address_key AND (e.ship_name_key IS NULL OR e.ship_name_key = c.name_key)) AS carries_address,
         ARRAY[-event_level(e.kind, p.complete,
                 CASE WHEN o.merchant_id = '' THEN o.mall_named @> e.occurred_at
                      ELSE o.is_known AND t.tenancy_id IS NOT NULL END,
                 e.attested
                   OR e.settlement_key NOT IN (SELECT evidence_key FROM audit_evidence_reused WHERE evidence = 'settlement')
                   OR e.tracking_key NOT IN (SELECT evidence_key FROM audit_evidence_reused WHERE evidence = 'shipment')),
               coalesce(extract(epoch FROM e.occurred_at) * 1000000, 9223372036854775807)::bigint,
               e.batch_id, e.line, e.outlet_no, CASE WHEN o.is_known THEN t.tenancy_id END] AS place
    FROM customer c
    JOIN collection_event e USING (customer_key)
    LEFT JOIN (
         SELECT x.outlet_no, x.mall_id, x.merchant_id,
                (SELECT range_agg(tstzrange(n.valid_from::timestamp AT TIME ZONE n.timezone,
                                            (n.valid_to + 1)::timestamp AT TIME ZONE n.timezone))
                   FROM mall_name n WHERE n.mall_id = x.mall_id) AS mall_named,
                EXISTS (SELECT FROM mall_name n WHERE n.mall_id = x.mall_id)
                  AND EXISTS (SELECT FROM merchant_name n WHERE n.merchant_id = x.merchant_id) AS is_known
           FROM outlet x) o USING (outlet_no)
    LEFT JOIN LATERAL (
         SELECT t.tenancy_id
           FROM tenancy t
          WHERE t.mall_id = o.mall_id AND t.merchant_id = o.merchant_id
            AND (e.occurred_at AT TIME ZONE t.timezone)::date BETWEEN t.opened_on AND t.closed_on
          ORDER BY t.opened_on DESC LIMIT 1) t ON true
    LEFT JOIN (
         SELECT p.provision_id, provision_missing(p, (now() AT TIME ZONE 'Asia/Tokyo')::date) = '{}' AS complete
           FROM provision p) p ON e.kind >= 'provision' AND p.provision_id = e.source_id
   WHERE :customer_key::bigint IS NULL OR c.customer_key = :customer_key::bigint
), best AS (
  SELECT customer_key,
         min(place) FILTER (WHERE carries_name) AS name, min(place) FILTER (WHERE carries_email) AS email,
         min(place) FILTER (WHERE carries_phone) AS phone, min(place) FILTER (WHERE carries_address) AS address
    FROM event
   GROUP BY customer_key
), act AS (
  SELECT b.customer_key, f.place, string_agg(f.field, ' ' ORDER BY f.ordinal) AS fields
    FROM best b
   CROSS JOIN LATERAL (VALUES ('name', 1, b.name), ('email', 2, b.email), ('phone', 3, b.phone), ('address', 4, b.address))
                      f (field, ordinal, place)
   WHERE f.place IS NOT NULL
   GROUP BY b.customer_key, f.place
)
, version AS (
SELECT a.customer_key, a.fields, -a.place[1] AS level, nullif(a.place[2], 9223372036854775807) AS occurred_at,
       a.place[3]::integer AS batch_id, a.place[4]::integer AS line, a.place[5]::integer AS outlet_no,
       a.place[6]::integer AS tenancy_id,
       -- What has no date comes first: PROV then says nothing of its time, and the order contradicts nothing.
       row_number() OVER w AS version, count(*) OVER (PARTITION BY a.customer_key) AS versions
  FROM act a
WINDOW w AS (PARTITION BY a.customer_key ORDER BY nullif(a.place[2], 9223372036854775807) NULLS FIRST, a.place[3], a.place[4])
)
-- With all that the passes of the document want to know, and in their order: each reads this table once more.
SELECT v.*, e.kind, t.legal_role, a.affiliate_id, p.provision_id, p.batch_id AS provider_batch_id, p.line AS provider_line
  FROM version v
  JOIN collection_event e ON e.customer_key = v.customer_key AND e.batch_id = v.batch_id AND e.line = v.line
  LEFT JOIN tenancy t USING (tenancy_id)
  LEFT JOIN collection_evidence d ON e.kind = 'order' AND d.batch_id = v.batch_id AND d.line = v.line
  LEFT JOIN affiliate a ON a.affiliate_id = d.affiliate_id
  LEFT JOIN provision p ON e.kind >= 'provision' AND p.provision_id = e.source_id
 ORDER BY v.batch_id, v.line;
CREATE INDEX ON prov_source (batch_id, line);
ANALYZE prov_source;
