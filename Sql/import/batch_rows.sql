-- By which transaction the batch's rows were written: this one; and how many they are.
INSERT INTO batch_rows (batch_id, transaction, customers, events)
VALUES (:batch::integer, pg_current_xact_id()::xid, :customers::bigint, :events::bigint)
