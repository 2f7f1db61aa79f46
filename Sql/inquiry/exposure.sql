-- What the incidents on record mean for one person: the gravest class over their latest revisions. No row when there is
-- no incident. The person is a customer with all orders, or the orders of a guest or a recipient.
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
  SELECT i.incident_id, i.title_ja, i.title_en, coalesce(x.exposure_class, i.others) AS exposure_class, x.items, i.known_on
    FROM latest i
    LEFT JOIN LATERAL (
         SELECT x.exposure_class, x.items
           FROM exposure x JOIN subject s ON (s.kind, s.id) = (x.subject_kind, x.subject_id)
          WHERE (x.incident_id, x.revision) = (i.incident_id, i.revision)
          ORDER BY array_position(ARRAY['confirmed', 'possible', 'undetermined', 'not_affected'], x.exposure_class)
          LIMIT 1) x ON true
)
SELECT json_build_object('exposure_class', exposure_class, 'title_ja', title_ja, 'title_en', title_en,
                         'items', coalesce(items, '{}'))
  FROM class
 ORDER BY array_position(ARRAY['confirmed', 'possible', 'undetermined', 'not_affected'], exposure_class), known_on DESC
 LIMIT 1
