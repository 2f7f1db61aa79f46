-- Where something was collected: mall and merchant with their names, oldest first, as a JSON array. An id under which
-- nothing is registered is not shown, since it may be anything that stood in a file.
SELECT o.outlet_no, o.mall_id <> '', o.merchant_id <> '', mall.id, mall.names, merchant.id, merchant.names
  FROM outlet o
 CROSS JOIN LATERAL (
       SELECT min(n.mall_id) AS id, coalesce(json_agg(n.name ORDER BY n.valid_from), '[]')::text AS names
         FROM mall_name n WHERE n.mall_id = o.mall_id) mall
 CROSS JOIN LATERAL (
       SELECT min(n.merchant_id) AS id, coalesce(json_agg(n.name ORDER BY n.valid_from), '[]')::text AS names
         FROM merchant_name n WHERE n.merchant_id = o.merchant_id) merchant
 WHERE EXISTS (SELECT FROM prov_source s WHERE s.outlet_no = o.outlet_no)
 ORDER BY o.outlet_no
