COPY stage_event FROM STDIN (FORMAT binary)
