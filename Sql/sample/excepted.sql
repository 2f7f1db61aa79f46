SELECT DISTINCT (leaf::json ->> 'record')::bigint FROM ledger_leaf
 WHERE kind = 'exception' AND leaf_index < :leaf::bigint AND leaf::json ->> 'record' IS NOT NULL
