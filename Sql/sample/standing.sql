-- What is committed to now at these places, without reading any record.
SELECT leaf_no, commitment FROM record_salt WHERE leaf_no = ANY (:places::bigint[])
