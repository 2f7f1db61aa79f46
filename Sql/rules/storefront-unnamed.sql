-- rule: storefront-unnamed
-- severity: warning
-- title_en: Tenancy without a name for a letter on some day
-- title_ja: 名称を書けない日がある出店
-- why_ja: 手紙には、注文の日の店舗名とモールの名称を書かなければならない。
-- why: A letter must give the storefront and the mall as they were called on the day of the order.
SELECT 'tenancy' AS subject_kind, concat(t.mall_id, '/', t.merchant_id, '@', t.opened_on) AS subject_id,
       concat_ws(', ', CASE WHEN btrim(t.storefront, E' \t\u3000') = '' THEN 'storefront is empty' END,
                       CASE WHEN mall.unnamed THEN 'the mall has no name on some day' END,
                       CASE WHEN merchant.unnamed THEN 'the merchant has no name on some day' END) AS detail,
       NULL::bigint AS customer_key
  FROM tenancy t
 CROSS JOIN LATERAL (
       SELECT NOT coalesce(range_agg(daterange(n.valid_from, n.valid_to, '[]')) @> daterange(t.opened_on, t.closed_on, '[]'),
                           false) AS unnamed
         FROM mall_name n WHERE n.mall_id = t.mall_id) mall
 CROSS JOIN LATERAL (
       SELECT NOT coalesce(range_agg(daterange(n.valid_from, n.valid_to, '[]')) @> daterange(t.opened_on, t.closed_on, '[]'),
                           false) AS unnamed
         FROM merchant_name n WHERE n.merchant_id = t.merchant_id) merchant
 WHERE btrim(t.storefront, E' \t\u3000') = '' OR mall.unnamed OR merchant.unnamed
