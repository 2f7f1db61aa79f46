-- The files that hold the records and the rows of the acts.
SELECT b.batch_id, b.file_name, encode(b.sha256, 'hex'), b.origin::text, b.lines,
       (extract(epoch FROM b.imported_at) * 1000000)::bigint
  FROM batch b
 WHERE EXISTS (SELECT FROM prov_source s WHERE s.batch_id = b.batch_id)
    OR EXISTS (SELECT FROM customer c
                WHERE c.batch_id = b.batch_id
                  AND (:customer_key::bigint IS NULL OR c.customer_key = :customer_key::bigint))
 ORDER BY b.batch_id
