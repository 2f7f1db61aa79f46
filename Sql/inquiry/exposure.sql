-- What the incidents on record mean for one person, in their latest revisions, the gravest first. No row when there is no
-- incident. The person is customers with all their orders, the orders of a guest, and orders that came to her; of an order,
-- what was exposed of its orderer is nothing of its recipients, and the other way round (ship_name, ship_phone, ship_address).
WITH subject AS (
  SELECT 'customer' AS kind, c.customer_id AS id, false AS recipient FROM customer c
   WHERE c.customer_key = ANY (:customer_keys::bigint[])
   UNION ALL
  SELECT 'order', concat_ws('/', o.mall_id, nullif(o.merchant_id, ''), e.source_id), false
    FROM collection_event e JOIN outlet o USING (outlet_no)
   WHERE e.customer_key = ANY (:customer_keys::bigint[]) AND e.kind = 'order'
   UNION ALL
  SELECT 'order', unnest(:orders::text[]), false
   UNION ALL
  SELECT 'order', concat_ws('/', o.mall_id, nullif(o.merchant_id, ''), (r.event).source_id), true
    FROM received_orders(:received::text[]) r JOIN outlet o ON o.outlet_no = (r.event).outlet_no
), latest AS (
  SELECT DISTINCT ON (incident_id) * FROM incident ORDER BY incident_id, revision DESC
), hit AS (
  SELECT x.incident_id, x.exposure_class, replace(y.item, 'ship_', '') AS item, min(y.ordinal) AS place
    FROM exposure x
    JOIN latest i ON (i.incident_id, i.revision) = (x.incident_id, x.revision)
    JOIN subject s ON (s.kind, s.id) = (x.subject_kind, x.subject_id)
    LEFT JOIN LATERAL unnest(x.items) WITH ORDINALITY y (item, ordinal) ON (y.item LIKE 'ship\_%') = s.recipient
   WHERE y.item IS NOT NULL OR cardinality(x.items) = 0
   GROUP BY 1, 2, 3
), gravest AS (
  -- With the items of everything of the person that has this class.
  SELECT DISTINCT ON (incident_id) incident_id, exposure_class,
         array_remove(array_agg(item ORDER BY place, item), NULL) AS items
    FROM hit GROUP BY incident_id, exposure_class
   ORDER BY incident_id, array_position(ARRAY['confirmed', 'possible', 'undetermined', 'not_affected'], exposure_class)
), class AS (
  SELECT i.title_ja, i.title_en, i.scope, i.known_on, g.items, coalesce(g.exposure_class, i.others) AS exposure_class
    FROM latest i LEFT JOIN gravest g USING (incident_id)
)
SELECT coalesce(json_agg(json_build_object('exposure_class', exposure_class, 'title_ja', title_ja, 'title_en', title_en,
                  'items', coalesce(items, '{}'), 'scope', scope)
                  ORDER BY array_position(ARRAY['confirmed', 'possible', 'undetermined', 'not_affected'], exposure_class),
                           known_on DESC), '[]')
  FROM class
