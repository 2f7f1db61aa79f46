COPY customer_record FROM STDIN (FORMAT binary, FREEZE)
