-- Rows set aside, by file and line; of one batch when asked.
SELECT b.file_name, r.line, r.column_name, r.reason, r.detail, r.batch_id
  FROM reject r
  JOIN batch b USING (batch_id)
 WHERE :batch::integer IS NULL OR r.batch_id = :batch::integer
 ORDER BY r.batch_id, r.line
