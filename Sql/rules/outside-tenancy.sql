-- rule: outside-tenancy
-- severity: error
-- title_en: Event while the merchant was not in the mall
-- title_ja: 出店期間の外での取得
-- why_ja: 出店者がまだ開店していないか、退店していた。その日に注文できたはずがない。
-- why: The merchant had not opened yet, or had left: the order cannot have been placed there on that day.
SELECT CASE WHEN e.kind = 'order' THEN 'order' ELSE 'event' END AS subject_kind,
       CASE WHEN e.kind = 'order' THEN concat_ws('/', e.mall_id, e.merchant_id, e.source_id)
            ELSE concat(e.kind, ':', concat_ws('/', e.mall_id, nullif(e.merchant_id, ''), e.source_id)) END AS subject_id,
       'no tenancy on that day' AS detail, e.customer_key
  FROM audit_event e
 WHERE e.merchant_id <> '' AND e.mall_known AND e.merchant_known AND NOT e.placed
