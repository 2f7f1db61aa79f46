-- Whether that leaf is a recovery of the ledger to what stands before it, and names that checkpoint word for word.
SELECT EXISTS (SELECT FROM ledger_leaf
                WHERE leaf_index = :leaf::bigint AND kind = 'recovery' AND (leaf::json ->> 'kept')::bigint = leaf_index
                  AND leaf::json -> 'lost' ->> 'note' = :note::text)
