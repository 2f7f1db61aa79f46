-- Steps in cases, in the order given. A question that the case has already is not added.
INSERT INTO inquiry_event (case_no, kind, actor, person_kind, person_ids, guest_orders, received_orders, apart, method, checked,
                           result, ask, note, last_batch)
SELECT s.case_no, s.kind, :actor, s.person_kind, ARRAY(SELECT jsonb_array_elements_text(s.person_ids::jsonb)),
       CASE WHEN s.guest_orders IS NOT NULL THEN ARRAY(SELECT jsonb_array_elements_text(s.guest_orders::jsonb)) END,
       CASE WHEN s.received_orders IS NOT NULL THEN ARRAY(SELECT jsonb_array_elements_text(s.received_orders::jsonb)) END,
       CASE WHEN s.apart IS NOT NULL THEN ARRAY(SELECT jsonb_array_elements_text(s.apart::jsonb)) END, s.method,
       CASE WHEN s.checked IS NOT NULL THEN ARRAY(SELECT jsonb_array_elements_text(s.checked::jsonb)) END, s.result, s.ask, s.note,
       (SELECT coalesce(max(batch_id), 0) FROM batch)
  FROM unnest(:cases::text[], :kinds::text[], :person_kinds::text[], :person_ids::text[], :guest_orders::text[],
              :received_orders::text[], :apart::text[], :methods::text[], :checked::text[], :results::text[], :asks::text[], :notes::text[]) WITH ORDINALITY
       AS s (case_no, kind, person_kind, person_ids, guest_orders, received_orders, apart, method, checked, result, ask, note, ordinal)
 WHERE s.kind <> 'asked' OR NOT EXISTS (SELECT FROM inquiry_state i WHERE i.case_no = s.case_no AND s.ask = ANY (i.asks))
 ORDER BY s.ordinal
