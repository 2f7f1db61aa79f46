COPY stage_record FROM STDIN (FORMAT binary)
