-- What stands against an adoption: all that stage 80 found but that rows were written anew.
SELECT count(*) FROM audit_row_changed WHERE detail NOT LIKE '%: % rows were written by no import'
