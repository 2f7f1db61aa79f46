-- Where and when could something be collected? One row for each pair of mall and merchant that any event names.
-- A pair that is not registered, or never had a tenancy, has an empty open_during. Days are the mall's, and
-- closed_on is the last day open: the period ends at the following midnight.
-- A row without a merchant (a member's sign-up) is placed while its mall bears any name.
DROP TABLE IF EXISTS audit_place;
CREATE UNLOGGED TABLE audit_place AS
SELECT o.outlet_no, o.mall_id, o.merchant_id, o.mall_known, o.merchant_known, o.open_during,
       -- The first and the last period as times, which compare faster; mostly they are the same one.
       coalesce(lower(o.open_during), 'infinity') AS opens_at,
       (SELECT coalesce(min(upper(r)), 'infinity') FROM unnest(o.open_during) r) AS first_closes_at,
       (SELECT coalesce(max(lower(r)), 'infinity') FROM unnest(o.open_during) r) AS last_opens_at,
       coalesce(upper(o.open_during), 'infinity') AS closes_at
  FROM (
SELECT o.outlet_no, o.mall_id, o.merchant_id,
       mall.known AS mall_known,
       (o.merchant_id = '' OR EXISTS (SELECT FROM merchant_name m WHERE m.merchant_id = o.merchant_id)) AS merchant_known,
       coalesce(CASE
         WHEN o.merchant_id = '' THEN mall.named_during
         WHEN mall.known AND EXISTS (SELECT FROM merchant_name m WHERE m.merchant_id = o.merchant_id) THEN
           (SELECT range_agg(tstzrange(t.opened_on::timestamp AT TIME ZONE t.timezone,
                                       (t.closed_on + 1)::timestamp AT TIME ZONE t.timezone))
              FROM tenancy t WHERE t.mall_id = o.mall_id AND t.merchant_id = o.merchant_id)
       END, '{}'::tstzmultirange) AS open_during
  FROM outlet o
 CROSS JOIN LATERAL (
       SELECT count(*) > 0 AS known,
              range_agg(tstzrange(n.valid_from::timestamp AT TIME ZONE n.timezone,
                                  (n.valid_to + 1)::timestamp AT TIME ZONE n.timezone)) AS named_during
         FROM mall_name n WHERE n.mall_id = o.mall_id) mall) o;
CREATE UNIQUE INDEX ON audit_place (outlet_no);
ANALYZE audit_place;
COMMENT ON TABLE audit_place IS 'Stage 10 of the last audit: when each pair of mall and merchant was open.';
