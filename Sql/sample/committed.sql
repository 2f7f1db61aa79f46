-- The latest leaf that commits to this nonce, and the first checkpoint that covers it.
SELECT l.leaf_index, (l.leaf::json ->> 'run')::integer, l.leaf::json ->> 'confidence', l.leaf::json ->> 'tolerable',
       l.leaf::json ->> 'stratified',
       (SELECT c.note FROM checkpoint c WHERE c.size > l.leaf_index ORDER BY c.size LIMIT 1),
       (SELECT s.document FROM sample s WHERE s.leaf_index = l.leaf_index)
  FROM ledger_leaf l
 WHERE l.kind = 'sample' AND l.leaf::json ->> 'nonce_sha256' = :hash
 ORDER BY l.leaf_index DESC LIMIT 1
