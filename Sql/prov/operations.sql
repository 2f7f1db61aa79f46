-- Which company ran each of these malls in which period. The company is named by a hash of its name, which is public.
SELECT n.mall_id, n.operator, left(encode(sha256(convert_to(n.operator, 'UTF8')), 'hex'), 12) AS operator_id,
       nullif(n.valid_from, '-infinity')::text, nullif(n.valid_to, 'infinity')::text,
       row_number() OVER (PARTITION BY n.operator ORDER BY n.mall_id COLLATE "C", n.valid_from) = 1
  FROM mall_name n
 WHERE n.operator IS NOT NULL
   AND n.mall_id IN (SELECT o.mall_id FROM prov_source s JOIN outlet o USING (outlet_no))
 ORDER BY n.mall_id COLLATE "C", n.valid_from
