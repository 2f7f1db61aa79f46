-- The counts of a loaded batch.
UPDATE batch
   SET lines = :lines::bigint, accepted = :accepted::bigint, unchanged = :unchanged::bigint,
       replaced = :replaced::bigint, set_aside = :set_aside::bigint, card_numbers = :card_numbers::bigint
 WHERE batch_id = :batch::integer
