-- In place of 70_remember_findings when nothing is remembered yet: every finding is new. That none of them stands there twice is
-- told by the index, which is built afterwards; if one does, the stage is run anew as 70_remember_findings.
INSERT INTO finding (rule, subject_kind, subject_id, detail, customer_key, first_run)
SELECT rule, subject_kind, subject_id, detail, customer_key, :run::integer
  FROM audit_finding
 WHERE (rule = 'row-changed') = :about_rows::boolean;
