-- What may change a commitment: batches that put customer records in force, and erasures, from a leaf on.
SELECT kind, CASE kind WHEN 'import' THEN leaf::json ->> 'batch' ELSE leaf::json ->> 'record' END::bigint
  FROM ledger_leaf
 WHERE leaf_index >= :first::bigint
   AND (kind = 'erasure' OR kind = 'import' AND (leaf::json ->> 'customers')::bigint > 0)
