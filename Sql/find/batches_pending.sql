-- Files whose rows are not yet searched by reading and postal code.
SELECT b.batch_id
  FROM batch b
 WHERE NOT EXISTS (SELECT FROM search_batch s WHERE s.batch_id = b.batch_id)
 ORDER BY b.batch_id
