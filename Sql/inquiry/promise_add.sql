-- What a letter promised, and by when.
INSERT INTO inquiry_due (case_no, rule_id, what, due_on, act_by, authority_ja, authority_en, explanation_ja, explanation_en)
SELECT s.case_no, s.ask, 'promise', s.due_on, s.act_by, '回答の手紙での約束', 'promised in the answer',
       '回答の手紙で、この日までにとお伝えした。', 'The answer said so.'
  FROM unnest(:cases::text[], :asks::text[], :due::date[], :act_by::date[]) AS s (case_no, ask, due_on, act_by)
