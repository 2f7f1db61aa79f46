-- Into an empty table, in the order of customer_key: so that the audit reads each customer's events side by side.
COPY collection_event FROM STDIN (FORMAT binary, FREEZE)
