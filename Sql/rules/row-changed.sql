-- rule: row-changed
-- severity: error
-- title_en: Stored row that is no longer what the ledger committed to
-- title_ja: 台帳の記録と一致しない保存データ
-- why_ja: 取込は、書き込む行のすべてを台帳で約束する。そのあとで変えられ、加えられ、消された行は、由来について何も語らない。
-- why: An import commits to each row that it writes. A row that was changed, added or removed behind its back says nothing
--      about where a record came from.
SELECT DISTINCT ON (subject_kind, subject_id, detail) subject_kind, subject_id, detail, customer_key
  FROM audit_row_changed
 ORDER BY subject_kind, subject_id, detail, customer_key
