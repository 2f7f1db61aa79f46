-- What the incidents on record mean for one person, in their latest revisions, the gravest first. No row when there is no
-- incident. The person is a customer with all orders, or the orders of a guest; of an order, what was exposed of its orderer
-- is nothing of its recipient, and the other way round (ship_name, ship_phone, ship_address).
WITH subject AS (
  SELECT 'customer' AS kind, c.customer_id AS id FROM customer c WHERE c.customer_key = :customer_key::bigint
   UNION ALL
  SELECT 'order', concat_ws('/', o.mall_id, nullif(o.merchant_id, ''), e.source_id)
    FROM collection_event e JOIN outlet o USING (outlet_no)
   WHERE e.customer_key = :customer_key::bigint AND e.kind = 'order'
   UNION ALL
  SELECT 'order', unnest(:orders::text[])
), latest AS (
  SELECT DISTINCT ON (incident_id) * FROM incident ORDER BY incident_id, revision DESC
), class AS (
  SELECT i.title_ja, i.title_en, i.scope, i.known_on, coalesce(x.exposure_class, i.others) AS exposure_class, x.items,
         array_position(ARRAY['confirmed', 'possible', 'undetermined', 'not_affected'],
                        coalesce(x.exposure_class, i.others)) AS gravity
    FROM latest i
    LEFT JOIN LATERAL (
         SELECT x.exposure_class, m.items
           FROM exposure x
           JOIN subject s ON (s.kind, s.id) = (x.subject_kind, x.subject_id)
          CROSS JOIN LATERAL (
                SELECT coalesce(array_agg(replace(y.item, 'ship_', '')), '{}') AS items, count(*) AS count
                  FROM unnest(x.items) y (item) WHERE (y.item LIKE 'ship\_%') = :recipient::boolean) m
          WHERE (x.incident_id, x.revision) = (i.incident_id, i.revision)
            AND (m.count > 0 OR cardinality(x.items) = 0)
          ORDER BY array_position(ARRAY['confirmed', 'possible', 'undetermined', 'not_affected'], x.exposure_class)
          LIMIT 1) x ON true
)
SELECT coalesce(json_agg(json_build_object('exposure_class', exposure_class, 'title_ja', title_ja, 'title_en', title_en,
                  'items', coalesce(items, '{}'), 'scope', scope) ORDER BY gravity, known_on DESC), '[]')
  FROM class
