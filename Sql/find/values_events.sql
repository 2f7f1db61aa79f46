-- Readings and postal codes of the guests and of the recipients of one file, some thousand lines at a time. What
-- an order of a known customer says of its orderer is found by the customer's record.
SELECT r.line, 'recipient', r.ship_name_kana, r.ship_postal_code
  FROM collection_record r
 WHERE r.batch_id = :batch::integer AND r.line > :line::integer AND r.line <= :last::integer
   AND (r.ship_name_kana IS NOT NULL OR r.ship_postal_code IS NOT NULL)
UNION ALL
SELECT r.line, 'orderer', r.name_kana, r.postal_code
  FROM collection_event e
  JOIN collection_record r USING (batch_id, line)
 WHERE e.batch_id = :batch::integer AND e.line > :line::integer AND e.line <= :last::integer
   AND e.customer_key IS NULL AND (r.name_kana IS NOT NULL OR r.postal_code IS NOT NULL)
