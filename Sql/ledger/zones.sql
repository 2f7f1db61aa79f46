-- The names of malls that bore names of more than one time zone, outlet by outlet in their order: whose day a moment was of.
-- Seconds are counted from 1970-01-01; an end that is open is null.
SELECT o.outlet_no, n.timezone,
       CASE WHEN n.valid_from > '-infinity' THEN date_part('epoch', n.valid_from::timestamp AT TIME ZONE n.timezone)::bigint END,
       CASE WHEN n.valid_to < 'infinity' THEN date_part('epoch', (n.valid_to + 1)::timestamp AT TIME ZONE n.timezone)::bigint END
  FROM outlet o
  JOIN mall_name n USING (mall_id)
 WHERE EXISTS (SELECT FROM mall_name x WHERE x.mall_id = n.mall_id AND x.timezone <> n.timezone)
 ORDER BY o.outlet_no, n.valid_from
