SELECT hash_index, hash FROM ledger_hash ORDER BY hash_index
