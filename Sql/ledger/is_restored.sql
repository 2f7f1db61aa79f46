-- Whether no row at all is by its import any more, as after a restore from a dump.
SELECT EXISTS (SELECT FROM audit_foreign)
   AND NOT EXISTS (SELECT FROM audit_rows a JOIN audit_writer w USING (batch_id, transaction))
