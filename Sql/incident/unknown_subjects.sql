-- How many subjects of an incident are not in the data.
SELECT count(*)
  FROM exposure x
 WHERE (x.incident_id, x.revision) = (:incident, :revision::integer)
   AND CASE WHEN x.subject_kind = 'customer' THEN NOT EXISTS (SELECT FROM customer c WHERE c.customer_id = x.subject_id)
            ELSE NOT EXISTS (SELECT FROM order_events(ARRAY[x.subject_id])) END
