-- rule: uncorroborated-order
-- severity: warning
-- title_en: Order that nothing outside of it corroborates
-- title_ja: 決済も発送もない注文
-- why_ja: 注文は、レコードを説明するために後から入力できる。決済や発送は、ほかの場所に跡を残す。
-- why: An order can be typed in to explain a record. A settlement or a shipment leaves a trace elsewhere.
SELECT CASE WHEN e.kind = 'order' THEN 'order' ELSE 'event' END AS subject_kind,
       CASE WHEN e.kind = 'order' THEN concat_ws('/', e.mall_id, e.merchant_id, e.source_id)
            ELSE concat(e.kind, ':', concat_ws('/', e.mall_id, nullif(e.merchant_id, ''), e.source_id)) END AS subject_id,
       'no settlement and no shipment' AS detail, e.customer_key
  FROM audit_event e
 WHERE e.kind = 'order' AND e.placed AND NOT e.has_evidence
