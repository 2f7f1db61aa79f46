-- What a letter promised, and by when. What was promised before is promised anew.
INSERT INTO inquiry_due (case_no, rule_id, revision, what, due_on, act_by, authority_ja, authority_en, explanation_ja,
                         explanation_en)
SELECT s.case_no, s.ask, (SELECT coalesce(max(d.revision), 0) + 1 FROM inquiry_due d WHERE (d.case_no, d.rule_id) = (s.case_no, s.ask)),
       'promise', s.due_on, s.act_by, '手紙での約束', 'promised in a letter', 'この日までにと、手紙でお伝えした。', 'The letter said so.'
  FROM unnest(:cases::text[], :asks::text[], :due::date[], :act_by::date[]) AS s (case_no, ask, due_on, act_by)
