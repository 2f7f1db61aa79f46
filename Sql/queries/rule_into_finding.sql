-- How a rule's SELECT becomes findings. The two words in capitals are replaced before it runs.
INSERT INTO audit_finding (rule, subject_kind, subject_id, detail, customer_key)
SELECT RULE_ID, r.subject_kind, r.subject_id, r.detail, r.customer_key
  FROM (SELECT_OF_THE_RULE) r
