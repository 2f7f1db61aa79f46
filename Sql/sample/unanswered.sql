-- Commitments to a nonce by which nothing was drawn: the leaf, the audit run whose records were to be drawn from.
SELECT l.leaf_index, (l.leaf::json ->> 'run')::integer
  FROM ledger_leaf l
 WHERE l.kind = 'sample' AND NOT EXISTS (SELECT FROM sample s WHERE s.leaf_index = l.leaf_index)
 ORDER BY l.leaf_index
