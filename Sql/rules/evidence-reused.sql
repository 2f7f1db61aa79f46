-- rule: evidence-reused
-- severity: error
-- title_en: Settlement or tracking number behind orders of different customers
-- title_ja: 複数の顧客の注文に使われた決済番号・送り状番号
-- why_ja: 1つの決済や荷物では、2人の注文を裏付けられない。このような番号は、どちらの裏付けにもならない。
-- why: One payment or parcel cannot prove two people's orders. Such a number corroborates none of them.
SELECT r.evidence AS subject_kind, concat(x.mall_id, '/', x.number) AS subject_id,
       'stands behind orders of several customers' AS detail, NULL::bigint AS customer_key
  FROM audit_evidence_reused r
 CROSS JOIN LATERAL (
       SELECT o.mall_id, CASE r.evidence WHEN 'settlement' THEN d.settlement_id ELSE d.tracking_no END AS number
         FROM evidence_use e
         JOIN outlet o USING (outlet_no)
         JOIN collection_evidence d USING (batch_id, line)
        WHERE e.evidence = r.evidence AND e.evidence_key = r.evidence_key
        ORDER BY e.batch_id, e.line LIMIT 1) x
