-- The leaves of a batch: the file with its counts; then, when it corrected something, how many rows of which batches.
SELECT 'import',
       json_build_object('kind', 'import', 'at', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
         'batch', b.batch_id, 'file', b.file_name, 'sha256', encode(b.sha256, 'hex'), 'bytes', b.bytes, 'profile', b.profile,
         'encoding', b.encoding, 'origin', b.origin, 'supplied_by', b.supplied_by, 'mall', b.mall_id, 'merchant', b.merchant_id,
         'part_of', b.part_of, 'lines', b.lines, 'accepted', b.accepted, 'unchanged', b.unchanged, 'replaced', b.replaced,
         'set_aside', b.set_aside, 'card_numbers', b.card_numbers, 'customers', r.customers, 'events', r.events,
         'transaction', r.transaction::text)::text
  FROM batch b JOIN batch_rows r USING (batch_id)
 WHERE b.batch_id = :batch::integer
 UNION ALL
SELECT 'supersession',
       json_build_object('kind', 'supersession', 'at', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
         'batch', :batch::integer, 'of', json_agg(json_build_object('batch', s.batch_id, 'rows', s.rows) ORDER BY s.batch_id))::text
  FROM (SELECT batch_id, count(*) AS rows FROM supersession WHERE by_batch_id = :batch::integer GROUP BY batch_id) s
HAVING count(*) > 0
