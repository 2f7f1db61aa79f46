COPY collection_record FROM STDIN (FORMAT binary, FREEZE)
