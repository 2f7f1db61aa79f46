-- No row at all is by its import: the database was restored from a dump. That is said once; and every record is compared
-- with its commitment.
DELETE FROM audit_row_changed WHERE detail LIKE '%: % rows were written by no import';
INSERT INTO audit_row_changed (subject_kind, subject_id, detail)
VALUES ('database', 'restored',
        'every row was written again since its import, as by a restore from a dump: if it was one, run yurai db adopt');
