-- The tenancies under which something was collected. Times are microseconds since 1970. One that ends in the future has
-- no end yet.
SELECT t.tenancy_id, t.storefront, t.legal_role::text,
       (extract(epoch FROM t.opened_on::timestamp AT TIME ZONE t.timezone) * 1000000)::bigint,
       CASE WHEN t.closed_on < (now() AT TIME ZONE t.timezone)::date
            THEN (extract(epoch FROM (t.closed_on + 1)::timestamp AT TIME ZONE t.timezone) * 1000000)::bigint END,
       t.opened_on::text, nullif(t.closed_on, 'infinity')::text, s.outlet_no
  FROM tenancy t
  JOIN (SELECT tenancy_id, min(outlet_no) AS outlet_no FROM prov_source GROUP BY tenancy_id) s USING (tenancy_id)
 ORDER BY t.tenancy_id
