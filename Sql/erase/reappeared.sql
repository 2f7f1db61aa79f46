-- Records of this batch that carry the marks of somebody who was erased.
INSERT INTO reappearance (customer_key, leaf_no, batch_id)
SELECT DISTINCT c.customer_key, k.leaf_no, :batch::integer
  FROM customer c
 CROSS JOIN LATERAL (VALUES (erased_mark_of('id', c.customer_key, c.customer_key)),
                            (erased_mark_of('email', c.email_key, c.email_key)),
                            (erased_mark_of('name phone', c.name_key, c.phone_key)),
                            (erased_mark_of('name address', c.name_key, c.address_key))) m (mark)
  JOIN erased_mark k USING (mark)
 WHERE c.batch_id = :batch::integer
    ON CONFLICT DO NOTHING
