-- Erasures whose marks the values of some queries carry, by the number of the query; whether a mark with the name is among
-- them, or the e-mail address alone.
SELECT q.number, k.leaf_no, bool_or(m.kind <> 'email')
  FROM unnest(:numbers::integer[], :emails::bigint[], :names::bigint[], :phones::bigint[], :addresses::bigint[])
       AS q (number, email_key, name_key, phone_key, address_key)
 CROSS JOIN LATERAL (VALUES ('email', erased_mark_of('email', q.email_key, q.email_key)),
                            ('name phone', erased_mark_of('name phone', q.name_key, q.phone_key)),
                            ('name address', erased_mark_of('name address', q.name_key, q.address_key))) m (kind, mark)
  JOIN erased_mark k USING (mark)
 GROUP BY q.number, k.leaf_no
 ORDER BY q.number, k.leaf_no
