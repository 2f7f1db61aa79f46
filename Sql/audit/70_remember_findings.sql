-- What this run found, remembered: findings that are new, still there or gone. Sorting them by text for a merge would take
-- four times as long as hashing them. It runs twice: once for all rules but the one about rows, which are counted meanwhile, and
-- once for that one.
SET LOCAL enable_mergejoin = off;
UPDATE finding f SET gone_run = :run::integer
 WHERE f.gone_run IS NULL AND (f.rule = 'row-changed') = :about_rows::boolean
   AND NOT EXISTS (SELECT FROM audit_finding n
                    WHERE (n.rule, n.subject_kind, n.subject_id, n.detail)
                        = (f.rule, f.subject_kind, f.subject_id, f.detail));

INSERT INTO finding (rule, subject_kind, subject_id, detail, customer_key, first_run)
SELECT n.rule, n.subject_kind, n.subject_id, n.detail, min(n.customer_key), :run::integer
  FROM audit_finding n
 WHERE (n.rule = 'row-changed') = :about_rows::boolean
   AND NOT EXISTS (SELECT FROM finding f
                    WHERE f.gone_run IS NULL
                      AND (f.rule, f.subject_kind, f.subject_id, f.detail)
                        = (n.rule, n.subject_kind, n.subject_id, n.detail))
 GROUP BY n.rule, n.subject_kind, n.subject_id, n.detail;
SET LOCAL enable_mergejoin = on;
