-- What was committed to of each record, with its place in the records' tree: the next free ones, in the order of the keys.
COPY record_salt FROM STDIN (FORMAT binary, FREEZE)
