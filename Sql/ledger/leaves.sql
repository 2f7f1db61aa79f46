-- Every judged record with what was committed to of it, tile by tile in their order, a tile in one row or in two; in a row in
-- any order. A record is one number (its place in the tile, 8 bits; the position of its verdict in the type, 8 bits; its batch),
-- then its earliest placed event, the smallest number for none, then its commitment: strings of 8, 8 and 32 bytes a record,
-- big-endian.
COPY (
  SELECT * FROM audit_leaves(-9223372036854775808, -1)
  UNION ALL
  SELECT * FROM audit_leaves(0, 9223372036854775807)
   ORDER BY tile) TO STDOUT (FORMAT binary)
