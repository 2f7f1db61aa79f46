-- Every judged record with what was committed to of it, in the order of the places.
COPY (SELECT s.leaf_no, v.verdict, s.batch_id, v.first_event, s.commitment
        FROM audit_verdict v JOIN record_salt s USING (customer_key)
       ORDER BY s.leaf_no) TO STDOUT (FORMAT binary)
