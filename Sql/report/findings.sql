-- The open findings, with nothing in them that names a person: a customer by her place in the records' tree, an order or
-- another event by its file and line, and a payment or parcel by the first event that it stands behind. As many rows as there
-- are open findings. The tool lets only those details through that are constants of the rules.
WITH open AS (
  SELECT f.*, CASE f.subject_kind WHEN 'event'
                   THEN regexp_replace(f.subject_id, '^(signup|enquiry|campaign|provision|succession|joint_use):', '')
                   ELSE f.subject_id END AS path
    FROM finding f WHERE f.gone_run IS NULL
), prefix AS (
  -- What a subject begins with when its event is of that pair of mall and merchant.
  SELECT DISTINCT o.outlet_no, p.prefix, length(p.prefix) - length(replace(p.prefix, '/', '')) AS slashes
    FROM outlet o
   CROSS JOIN LATERAL (VALUES (concat(o.mall_id, '/', o.merchant_id, '/')),
                              (concat(o.mall_id, '/', nullif(o.merchant_id, '') || '/')),
                              (concat(nullif(o.mall_id, '') || '/', nullif(o.merchant_id, '') || '/'))) p (prefix)
), named AS (
  SELECT f.finding_id, f.subject_kind, f.customer_key, p.outlet_no, substr(f.path, length(p.prefix) + 1) AS source_id
    FROM open f
   CROSS JOIN (SELECT DISTINCT slashes FROM prefix) s
    JOIN prefix p ON p.slashes = s.slashes
     AND p.prefix = coalesce(array_to_string((string_to_array(f.path, '/'))[1 : (s.slashes)], '/') || CASE WHEN s.slashes > 0 THEN '/' END, '')
   WHERE f.subject_kind IN ('order', 'event')
), event AS (
  SELECT DISTINCT ON (finding_id) finding_id, batch_id, line
    FROM (SELECT n.finding_id, e.batch_id, e.line, true AS is_its_own
            FROM named n
            JOIN collection_event e ON e.kind = 'order' AND e.outlet_no = n.outlet_no AND e.source_id = n.source_id
           WHERE n.subject_kind = 'order'
          UNION ALL
          SELECT n.finding_id, e.batch_id, e.line, e.customer_key IS NOT DISTINCT FROM n.customer_key
            FROM named n
            JOIN collection_event e ON e.kind <> 'order' AND e.outlet_no = n.outlet_no AND e.source_id = n.source_id
           WHERE n.subject_kind = 'event') e
   ORDER BY finding_id, is_its_own DESC, batch_id, line
), evidence AS (
  SELECT r.evidence AS subject_kind, concat(x.mall_id, '/', x.number) AS subject_id, min(x.batch_id) AS batch_id, min(x.line) AS line
    FROM audit_evidence_reused r
   CROSS JOIN LATERAL (
         SELECT o.mall_id, CASE r.evidence WHEN 'settlement' THEN d.settlement_id ELSE d.tracking_no END AS number,
                e.batch_id, e.line
           FROM evidence_use e
           JOIN outlet o USING (outlet_no)
           JOIN collection_evidence d USING (batch_id, line)
          WHERE e.evidence = r.evidence AND e.evidence_key = r.evidence_key
          ORDER BY e.batch_id, e.line LIMIT 1) x
   GROUP BY 1, 2
), placed AS (
  SELECT f.rule, f.subject_kind, f.subject_id, f.detail, s.leaf_no,
         CASE f.subject_kind WHEN 'customer' THEN c.batch_id WHEN 'field' THEN c.batch_id
           WHEN 'provision' THEN p.batch_id WHEN 'settlement' THEN v.batch_id WHEN 'shipment' THEN v.batch_id
           WHEN 'line' THEN split_part(f.subject_id, ':', 1)::integer
           -- What was there before the ledger is no batch of its own: legacy.
           WHEN 'batch' THEN nullif(f.subject_id, 'legacy')::integer
           ELSE e.batch_id END AS batch_id,
         CASE f.subject_kind WHEN 'customer' THEN c.line WHEN 'field' THEN c.line
           WHEN 'provision' THEN p.line WHEN 'settlement' THEN v.line WHEN 'shipment' THEN v.line
           WHEN 'line' THEN split_part(f.subject_id, ':', 2)::integer
           ELSE e.line END AS line
    FROM open f
    LEFT JOIN customer c ON f.subject_kind IN ('customer', 'field') AND c.customer_key = f.customer_key
    LEFT JOIN record_salt s ON f.subject_kind IN ('customer', 'field') AND s.customer_key = f.customer_key
    LEFT JOIN provision p ON f.subject_kind = 'provision' AND p.provision_id = f.subject_id
    LEFT JOIN evidence v ON v.subject_kind = f.subject_kind AND v.subject_id = f.subject_id
    LEFT JOIN event e ON e.finding_id = f.finding_id
), shown AS (
SELECT rule, subject_kind, leaf_no, batch_id, line,
       CASE WHEN subject_kind IN ('customer', 'field') AND leaf_no IS NOT NULL THEN 'record:' || leaf_no
            WHEN subject_kind = 'record' THEN 'record:' || subject_id
            WHEN subject_kind = 'tile' THEN 'tile:' || subject_id
            WHEN subject_kind = 'batch' THEN 'batch:' || subject_id
            WHEN subject_kind = 'letter' THEN 'letter:' || subject_id
            WHEN subject_kind = 'table' THEN 'table:' || subject_id
            WHEN subject_kind IN ('minute', 'tenancy') THEN subject_id
            WHEN batch_id IS NOT NULL AND line IS NOT NULL THEN concat('batch:', batch_id, '/', line)
            ELSE 'withheld' END AS subject,
       CASE WHEN rule IN ('purchased-batch', 'undeclared-batch') THEN 'see batches.csv'
            WHEN rule = 'unknown-mall' THEN 'the mall that it names is not registered'
            WHEN rule = 'unknown-merchant' THEN 'the merchant that it names is not registered'
            WHEN subject_kind = 'line' THEN 'a full card number was met and not stored'
            ELSE detail END AS detail
  FROM placed
)
SELECT rule, subject_kind, subject, detail
  FROM shown
 ORDER BY rule COLLATE "C", subject_kind COLLATE "C", leaf_no, batch_id, line, subject COLLATE "C", detail COLLATE "C"
