-- The counts of a loaded batch, and when its rows were all there.
UPDATE batch
   SET lines = :lines::bigint, accepted = :accepted::bigint, unchanged = :unchanged::bigint,
       replaced = :replaced::bigint, set_aside = :set_aside::bigint, card_numbers = :card_numbers::bigint,
       imported_at = clock_timestamp()
 WHERE batch_id = :batch::integer
