-- The leaf that commits to this nonce, the first when there are more, the first checkpoint that covers it, what was drawn by it;
-- and the leaf of a recovery between it and that checkpoint.
SELECT l.leaf_index, (l.leaf::json ->> 'run')::integer, l.leaf::json ->> 'confidence', l.leaf::json ->> 'tolerable',
       l.leaf::json ->> 'stratified', c.note,
       (SELECT s.document FROM sample s WHERE s.leaf_index = l.leaf_index),
       (SELECT min(r.leaf_index) FROM ledger_leaf r
         WHERE r.kind = 'recovery' AND r.leaf_index > l.leaf_index AND (c.size IS NULL OR r.leaf_index < c.size))
  FROM ledger_leaf l
  LEFT JOIN LATERAL (SELECT size, note FROM checkpoint WHERE size > l.leaf_index ORDER BY size LIMIT 1) c ON true
 WHERE l.kind = 'sample' AND l.leaf::json ->> 'nonce_sha256' = :hash
 ORDER BY l.leaf_index LIMIT 1
