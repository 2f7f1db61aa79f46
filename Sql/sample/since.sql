-- What was imported after a leaf of the ledger: the leaf, the file's hash, and the leaf that tells what the file corrected, if it did.
SELECT l.leaf_index, l.leaf::json ->> 'sha256',
       (SELECT s.leaf_index FROM ledger_leaf s
         WHERE s.kind = 'supersession' AND s.leaf_index > l.leaf_index AND s.leaf::json ->> 'batch' = l.leaf::json ->> 'batch'
         ORDER BY s.leaf_index LIMIT 1)
  FROM ledger_leaf l
 WHERE l.kind = 'import' AND l.leaf_index > :leaf::bigint
 ORDER BY l.leaf_index
