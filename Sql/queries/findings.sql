-- Open findings, by rule and subject; of one rule, or first found after a run, when asked.
SELECT f.rule, f.subject_kind, f.subject_id, f.detail
  FROM finding f
 WHERE f.gone_run IS NULL
   AND (:rule::text IS NULL OR f.rule = :rule::text)
   AND (:since::integer IS NULL OR f.first_run > :since::integer)
 ORDER BY f.rule, f.subject_id, f.detail
