-- rule: evidence-reused
-- severity: error
-- title_en: Settlement or tracking number behind orders of different customers
-- title_ja: 複数の顧客の注文に使われた決済番号・送り状番号
-- why: One payment or parcel cannot prove two people's orders. Such a number corroborates none of them.
SELECT e.evidence AS subject_kind,
       concat(e.mall_id, '/', CASE e.evidence WHEN 'settlement' THEN d.settlement_id ELSE d.tracking_no END) AS subject_id,
       'stands behind orders of several customers' AS detail, NULL::bigint AS customer_key
  FROM (
       SELECT DISTINCT ON (u.evidence, u.evidence_key) u.*
         FROM (SELECT r.*, e.mall_id, e.batch_id, e.line
                 FROM audit_evidence_reused r JOIN audit_event e ON e.settlement_key = r.evidence_key
                WHERE r.evidence = 'settlement'
                UNION ALL
               SELECT r.*, e.mall_id, e.batch_id, e.line
                 FROM audit_evidence_reused r JOIN audit_event e ON e.tracking_key = r.evidence_key
                WHERE r.evidence = 'shipment') u
        ORDER BY u.evidence, u.evidence_key, u.batch_id, u.line) e
 CROSS JOIN LATERAL (
       SELECT x.settlement_id, x.tracking_no FROM collection_evidence x
        WHERE x.batch_id = e.batch_id AND x.line = e.line LIMIT 1) d
