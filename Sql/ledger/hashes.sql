-- Stored hashes in the order of their numbers: one read for a proof or a frontier.
SELECT hash FROM ledger_hash WHERE hash_index = ANY (:indexes::bigint[]) ORDER BY hash_index
