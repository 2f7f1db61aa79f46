-- Every key that ever signed for the ledger, in the order in which they came.
SELECT leaf::json ->> 'vkey' FROM ledger_leaf WHERE kind = 'key' AND leaf::json ->> 'change' <> 'retired' ORDER BY leaf_index
