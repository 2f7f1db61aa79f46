-- Every imported file, as its leaf in the ledger has it; in the bundle also the time of the leaf, which is that of the import's
-- transaction.
SELECT batch_id AS batch, file_name AS file, encode(sha256, 'hex') AS sha256, bytes, profile, encoding, origin, supplied_by,
       mall_id AS mall, merchant_id AS merchant, part_of, lines, accepted, unchanged, replaced, set_aside, card_numbers,
       imported_at, coalesce(l.at, to_char(imported_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) AS imported_at_utc
  FROM batch
  LEFT JOIN (SELECT (leaf::json ->> 'batch')::integer AS batch_id, leaf::json ->> 'at' AS at
               FROM ledger_leaf WHERE kind = 'import') l USING (batch_id)
 ORDER BY batch_id
