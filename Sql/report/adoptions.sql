-- The adoptions that the first so many leaves tell of, in their order.
SELECT leaf_index, (leaf::json ->> 'at')::timestamptz
  FROM ledger_leaf
 WHERE kind = 'adoption' AND leaf_index < :size::bigint
 ORDER BY leaf_index
