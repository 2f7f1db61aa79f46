INSERT INTO ledger_salt (leaf_index, salt)
SELECT i, decode(s, 'hex') FROM unnest(:leaves::bigint[], :salts::text[]) AS t (i, s)
