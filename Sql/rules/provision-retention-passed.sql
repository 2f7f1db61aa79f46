-- rule: provision-retention-passed
-- severity: notice
-- title_en: Provision record kept past its term with nothing resting on it
-- title_ja: 保存期間を過ぎ、根拠とする顧客レコードもない第三者提供記録
-- why_ja: 施行規則第25条により3年間。顧客レコードの根拠である間は必要である。必要がなくなれば、遅滞ない消去に努める（法第22条）。
-- why: Enforcement Rule 25: three years. While a customer record rests on it, it is what explains that
--      record and is needed; after that the Act asks to see to its erasure without delay (Art. 22).
SELECT 'provision' AS subject_kind, p.provision_id AS subject_id,
       'retention ended on ' || (p.received_on + interval '3 years')::date AS detail, NULL::bigint AS customer_key
  FROM audit_provision p
 WHERE p.received_on + interval '3 years' < :today::date
   AND NOT EXISTS (SELECT FROM collection_event e JOIN customer c USING (customer_key)
                    WHERE e.kind >= 'provision' AND e.source_id = p.provision_id)
