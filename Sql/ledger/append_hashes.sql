INSERT INTO ledger_hash (hash_index, hash)
SELECT i, decode(h, 'hex') FROM unnest(:indexes::bigint[], :hashes::text[]) AS t (i, h)
