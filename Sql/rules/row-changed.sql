-- rule: row-changed
-- severity: error
-- title_en: Stored row that is no longer what the ledger committed to
-- title_ja: 台帳の記録と一致しない保存データ
-- why: An import commits to each row that it writes. A row that was changed, added or removed behind its back says nothing
--      about where a record came from.
SELECT DISTINCT ON (subject_kind, subject_id, detail) subject_kind, subject_id, detail, customer_key
  FROM audit_row_changed
 ORDER BY subject_kind, subject_id, detail, customer_key
