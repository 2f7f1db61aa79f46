-- Where something can be collected: outlets, each with its mall's last time zone and the tenancies in their order. Days are counted
-- from 1970-01-01, seconds too; an end that is open is null.
SELECT o.outlet_no, o.mall_id, o.merchant_id,
       coalesce((SELECT n.timezone FROM mall_name n WHERE n.mall_id = o.mall_id ORDER BY n.valid_from DESC LIMIT 1), 'Asia/Tokyo'),
       t.opened_on - date '1970-01-01',
       date_part('epoch', t.opened_on::timestamp AT TIME ZONE t.timezone)::bigint,
       CASE WHEN t.closed_on < 'infinity' THEN date_part('epoch', (t.closed_on + 1)::timestamp AT TIME ZONE t.timezone)::bigint END
  FROM outlet o
  LEFT JOIN tenancy t ON t.mall_id = o.mall_id AND t.merchant_id = o.merchant_id
 ORDER BY o.outlet_no, t.opened_on
