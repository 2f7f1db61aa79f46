-- rule: evidence-reused
-- severity: error
-- title_en: Settlement or tracking number behind orders of different customers
-- title_ja: 複数の顧客の注文に使われた決済番号・送り状番号
-- why: One payment or parcel cannot prove two people's orders. Such a number corroborates none of them.
SELECT e.evidence AS subject_kind,
       concat(e.mall_id, '/', CASE e.evidence WHEN 'settlement' THEN d.settlement_id ELSE d.tracking_no END) AS subject_id,
       'stands behind orders of several customers' AS detail, NULL::bigint AS customer_key
  FROM (
       SELECT DISTINCT ON (r.evidence, r.evidence_key) r.evidence, e.mall_id, e.batch_id, e.line
         FROM audit_evidence_reused r
         JOIN audit_event e
           ON r.evidence_key = CASE r.evidence WHEN 'settlement' THEN e.settlement_key ELSE e.tracking_key END
        ORDER BY r.evidence, r.evidence_key, e.batch_id, e.line) e
 CROSS JOIN LATERAL (
       SELECT x.settlement_id, x.tracking_no FROM collection_evidence x
        WHERE x.batch_id = e.batch_id AND x.line = e.line LIMIT 1) d
