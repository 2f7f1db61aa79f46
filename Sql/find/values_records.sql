-- Readings and postal codes of the customer records of one file, some thousand lines at a time.
SELECT r.line, 'record', r.name_kana, r.postal_code
  FROM customer_record r
 WHERE r.batch_id = :batch::integer AND r.line > :line::integer AND r.line <= :last::integer
   AND (r.name_kana IS NOT NULL OR r.postal_code IS NOT NULL)
