-- Every judged record with what was committed to of it, tile by tile in their order; in a tile in any order. A record is one
-- number (its place in the tile, 8 bits; the position of its verdict in the type, 8 bits; its batch), then its earliest placed
-- event, the smallest number for none, then its commitment: strings of 8, 8 and 32 bytes a record, big-endian.
COPY (
  SELECT tile, string_agg(record, ''), string_agg(first_event, ''), string_agg(commitment, '')
    FROM (
      SELECT s.leaf_no >> 8 AS tile, s.commitment,
             int8send(coalesce(v.first_event, -9223372036854775808)) AS first_event,
             int8send((s.leaf_no & 255)
                      | (CASE v.verdict WHEN 'traced' THEN 7 WHEN 'received' THEN 6 WHEN 'uncorroborated' THEN 5 WHEN 'partial' THEN 4
                                        WHEN 'contradicted' THEN 3 WHEN 'untraced' THEN 2 WHEN 'purchased' THEN 1 ELSE 0 END << 8)
                      | (s.batch_id::bigint << 16)) AS record
        FROM audit_verdict v JOIN record_salt s USING (customer_key)
       ORDER BY tile) leaf
   GROUP BY tile
   ORDER BY tile) TO STDOUT (FORMAT binary)
