COPY stage_customer FROM STDIN (FORMAT binary)
