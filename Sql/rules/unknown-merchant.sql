-- rule: unknown-merchant
-- severity: error
-- title_en: Event at a merchant that is not registered
-- title_ja: 登録されていない出店者での取得
-- why_ja: 出店者が分からなければ、注文を説明できない。出店者を取り込むか、誰が作った名前かを調べる。
-- why: An order can only be explained when the merchant is known. Import the merchant, or find out who
--      invented it.
SELECT CASE WHEN e.kind = 'order' THEN 'order' ELSE 'event' END AS subject_kind,
       CASE WHEN e.kind = 'order' THEN concat_ws('/', e.mall_id, e.merchant_id, e.source_id)
            ELSE concat(e.kind, ':', concat_ws('/', e.mall_id, nullif(e.merchant_id, ''), e.source_id)) END AS subject_id,
       'merchant ' || e.merchant_id AS detail, e.customer_key
  FROM audit_event e
 WHERE NOT e.merchant_known
