-- Every leaf in order.
SELECT leaf_index, kind, leaf FROM ledger_leaf WHERE leaf_index < :size::bigint ORDER BY leaf_index
