-- Why rows of a file were set aside, the most frequent reason first.
SELECT reason, column_name, count(*), min(line)
  FROM reject
 WHERE batch_id = :batch::integer
 GROUP BY reason, column_name
 ORDER BY count(*) DESC, reason, column_name
