COPY stage_text FROM STDIN (FORMAT binary)
