-- The signed heads of the ledger up to a size, with the names of the witnesses under each.
SELECT c.size, encode(c.root, 'base64') AS root, c.signed_at,
       ARRAY(SELECT DISTINCT split_part(s.key, '+', 1) COLLATE "C" AS witness FROM cosignature s
              WHERE s.size = c.size ORDER BY 1) AS witnesses
  FROM checkpoint c
 WHERE c.size <= :size::bigint
 ORDER BY c.size
