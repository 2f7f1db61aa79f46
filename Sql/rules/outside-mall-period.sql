-- rule: outside-mall-period
-- severity: error
-- title_en: Sign-up while the mall did not exist
-- title_ja: モールの期間の外での取得
-- why_ja: モールがまだ開いていないか、閉じていた。その日に登録した人はいないはずである。
-- why: The mall had not opened yet, or was closed: nobody can have signed up there on that day.
SELECT CASE WHEN e.kind = 'order' THEN 'order' ELSE 'event' END AS subject_kind,
       CASE WHEN e.kind = 'order' THEN concat_ws('/', e.mall_id, e.merchant_id, e.source_id)
            ELSE concat(e.kind, ':', concat_ws('/', e.mall_id, nullif(e.merchant_id, ''), e.source_id)) END AS subject_id,
       'the mall bore no name on that day' AS detail, e.customer_key
  FROM audit_event e
 WHERE e.merchant_id = '' AND e.mall_known AND NOT e.placed
