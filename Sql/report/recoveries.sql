-- Every time the ledger was set back to a backup, as far as a checkpoint of that size covers it: also those whose own leaf is
-- lost, before the one whose leaf names them. The last column is the leaf that tells of it.
SELECT kept, at, lost, reason, told_by
  FROM (SELECT leaf_index AS kept, (leaf::json ->> 'at')::timestamptz AS at, (leaf::json -> 'lost' ->> 'size')::bigint AS lost,
               leaf::json ->> 'reason' AS reason, leaf_index AS told_by, NULL::bigint AS place
          FROM ledger_leaf
         WHERE kind = 'recovery' AND leaf_index < :size::bigint
        UNION ALL
        SELECT (e.recovery ->> 'kept')::bigint, (e.recovery ->> 'at')::timestamptz, (e.recovery -> 'lost' ->> 'size')::bigint,
               e.recovery ->> 'reason', leaf_index, e.place
          FROM ledger_leaf, json_array_elements(leaf::json -> 'earlier') WITH ORDINALITY AS e (recovery, place)
         WHERE kind = 'recovery' AND leaf_index < :size::bigint) r
 ORDER BY told_by, place NULLS LAST
