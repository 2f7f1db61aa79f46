-- The records with keys from :low to :high as leaves, gathered into their tiles: two halves run side by side, and only tiles
-- come out of them, not records. Both sides of the join are had in the order of their key; most tiles come whole in it, so that
-- gathering them by hash costs less than sorting by tile.
CREATE OR REPLACE FUNCTION audit_leaves(low bigint, high bigint)
RETURNS TABLE (tile bigint, records bytea, first_events bytea, commitments bytea) LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT s.leaf_no >> 8,
         string_agg(int8send((s.leaf_no & 255)
                      | (CASE v.verdict WHEN 'traced' THEN 7 WHEN 'received' THEN 6 WHEN 'uncorroborated' THEN 5 WHEN 'partial' THEN 4
                                        WHEN 'contradicted' THEN 3 WHEN 'untraced' THEN 2 WHEN 'purchased' THEN 1 ELSE 0 END << 8)
                      | (s.batch_id::bigint << 16)), ''),
         string_agg(int8send(coalesce(v.first_event, -9223372036854775808)), ''), string_agg(s.commitment, '')
    FROM audit_verdict v JOIN record_salt s ON s.customer_key = v.customer_key
   WHERE v.customer_key BETWEEN low AND high AND s.customer_key BETWEEN low AND high
   GROUP BY s.leaf_no >> 8
$$;
COMMENT ON FUNCTION audit_leaves IS 'The judged records with keys from low to high as leaves of the record tree, gathered into its tiles.';

SET LOCAL enable_hashjoin = off;
SET LOCAL enable_gathermerge = on;
SET LOCAL min_parallel_table_scan_size = '1TB';
SET LOCAL min_parallel_index_scan_size = '1TB';
