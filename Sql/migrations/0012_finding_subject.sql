-- The subject tells findings apart at once; a hundred thousand of one rule have its name in common. So the index is made in
-- half the time, and also finds what was found of a subject.
DROP INDEX finding_open;
CREATE UNIQUE INDEX finding_open ON finding (subject_id, rule, subject_kind, md5(detail)) WHERE gone_run IS NULL;
