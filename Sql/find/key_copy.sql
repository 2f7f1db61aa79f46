COPY search_key (field, key, batch_id, line, part) FROM STDIN (FORMAT binary)
