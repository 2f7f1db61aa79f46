-- Of draws that cannot be opened any more: the place, the leaf after the run's that erased its record, and the last one that
-- corrected rows of its batch, where it is this record that was committed to anew.
SELECT p.place,
       (SELECT max(l.leaf_index) FROM ledger_leaf l
         WHERE l.kind = 'erasure' AND l.leaf_index > :leaf::bigint AND (l.leaf::json ->> 'record')::bigint = p.place),
       (SELECT max(l.leaf_index) FROM ledger_leaf l CROSS JOIN LATERAL json_array_elements(l.leaf::json -> 'of') AS o (part)
         WHERE l.kind = 'supersession' AND l.leaf_index > :leaf::bigint AND (o.part ->> 'batch')::bigint = p.batch
           AND EXISTS (SELECT FROM record_salt s WHERE s.leaf_no = p.place AND encode(s.commitment, 'base64') <> p.commitment))
  FROM unnest(:places::bigint[], :batches::bigint[], :commitments::text[]) AS p (place, batch, commitment)
 ORDER BY p.place
