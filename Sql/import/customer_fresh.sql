-- Into an empty table, in the order of customer_key.
COPY customer FROM STDIN (FORMAT binary, FREEZE)
