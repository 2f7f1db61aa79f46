INSERT INTO ledger_leaf (leaf_index, kind, leaf)
SELECT :first::bigint + n - 1, kind, leaf FROM unnest(:kinds::text[], :leaves::text[]) WITH ORDINALITY AS t (kind, leaf, n)
