-- The further recipients of the orders of one file, some thousand lines at a time.
SELECT r.line, f.place, f.name, f.name_kana, f.phone, f.postal_code, f.address
  FROM collection_record r CROSS JOIN LATERAL further_recipients(r.other_recipients) f
 WHERE r.batch_id = :batch::integer AND r.line > :line::integer AND r.line <= :last::integer
   AND r.other_recipients IS NOT NULL
