-- Every time the ledger was set back to a backup, as far as a checkpoint of that size covers it.
SELECT leaf_index, (leaf::json ->> 'at')::timestamptz AS at, (leaf::json -> 'lost' ->> 'size')::bigint AS lost,
       leaf::json ->> 'reason' AS reason
  FROM ledger_leaf
 WHERE kind = 'recovery' AND leaf_index < :size::bigint
 ORDER BY leaf_index
