-- rule: provision-incomplete
-- severity: error
-- title_en: Provision whose record is incomplete
-- title_ja: 記録事項が欠けている第三者提供
-- why_ja: 個人情報保護法第30条第3項と施行規則第24条が、記録すべき事項を定めている。欠けていれば、出所は主張にとどまる。
-- why: APPI Art. 30(3) and Enforcement Rule 24 say what must be on record. Without it the origin is only
--      claimed.
SELECT 'provision' AS subject_kind, p.provision_id AS subject_id,
       'missing: ' || array_to_string(p.missing, ', ') AS detail, NULL::bigint AS customer_key
  FROM audit_provision p
 WHERE p.missing <> '{}'
UNION ALL
SELECT DISTINCT 'provision', e.source_id, 'there is no record of it', NULL::bigint
  FROM collection_event e
 WHERE e.kind <> 'order' AND e.kind >= 'provision' AND NOT EXISTS (SELECT FROM provision p WHERE p.provision_id = e.source_id)
