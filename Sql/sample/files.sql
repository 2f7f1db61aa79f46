-- The files that were there at a leaf of the ledger: of batches from before it, and of those of which an earlier leaf tells.
SELECT DISTINCT encode(b.sha256, 'hex')
  FROM batch b
 WHERE NOT EXISTS (SELECT FROM ledger_leaf l
                    WHERE l.kind = 'import' AND l.leaf_index > :leaf::bigint AND (l.leaf::json ->> 'batch')::integer = b.batch_id)
