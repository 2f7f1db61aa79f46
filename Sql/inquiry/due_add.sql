-- By when something is due, one row a rule.
INSERT INTO inquiry_due (case_no, rule_id, revision, what, due_on, act_by, notice_by, extendable_to,
                         authority_ja, authority_en, explanation_ja, explanation_en)
SELECT s.case_no, s.rule_id, s.revision, s.what, s.due_on, s.act_by, s.notice_by, s.extendable_to,
       s.authority_ja, s.authority_en, s.explanation_ja, s.explanation_en
  FROM unnest(:cases::text[], :rules::text[], :revisions::integer[], :whats::text[], :due::date[], :act_by::date[],
              :notice_by::date[], :extendable_to::date[], :authorities_ja::text[], :authorities_en::text[],
              :explanations_ja::text[], :explanations_en::text[])
       AS s (case_no, rule_id, revision, what, due_on, act_by, notice_by, extendable_to, authority_ja, authority_en,
             explanation_ja, explanation_en)
