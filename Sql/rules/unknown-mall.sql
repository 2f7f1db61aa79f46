-- rule: unknown-mall
-- severity: error
-- title_en: Event in a mall that is not registered
-- title_ja: 登録されていないモールでの取得
-- why_ja: モールが分からなければ、注文を説明できない。モールを取り込むか、誰が作った名前かを調べる。
-- why: An order can only be explained when the mall is known. Import the mall, or find out who invented it.
SELECT CASE WHEN e.kind = 'order' THEN 'order' ELSE 'event' END AS subject_kind,
       CASE WHEN e.kind = 'order' THEN concat_ws('/', e.mall_id, e.merchant_id, e.source_id)
            ELSE concat(e.kind, ':', concat_ws('/', e.mall_id, nullif(e.merchant_id, ''), e.source_id)) END AS subject_id,
       'mall ' || e.mall_id AS detail, e.customer_key
  FROM audit_event e
 WHERE NOT e.mall_known
