COPY reject (batch_id, line, column_name, reason, detail) FROM STDIN (FORMAT binary)
