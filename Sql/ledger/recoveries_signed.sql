-- The recoveries that the first so many leaves tell of, each as its leaf has it, in their order.
SELECT leaf
  FROM ledger_leaf
 WHERE kind = 'recovery' AND leaf_index < :size::bigint AND (leaf::json ->> 'kept')::bigint = leaf_index
 ORDER BY leaf_index
