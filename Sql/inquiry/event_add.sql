-- Steps in cases, in the order given.
INSERT INTO inquiry_event (case_no, kind, actor, person_kind, person_ids, method, checked, result, ask, note)
SELECT s.case_no, s.kind, :actor, s.person_kind, ARRAY(SELECT jsonb_array_elements_text(s.person_ids::jsonb)), s.method,
       CASE WHEN s.checked IS NOT NULL THEN ARRAY(SELECT jsonb_array_elements_text(s.checked::jsonb)) END, s.result, s.ask, s.note
  FROM unnest(:cases::text[], :kinds::text[], :person_kinds::text[], :person_ids::text[], :methods::text[],
              :checked::text[], :results::text[], :asks::text[], :notes::text[]) WITH ORDINALITY
       AS s (case_no, kind, person_kind, person_ids, method, checked, result, ask, note, ordinal)
 ORDER BY s.ordinal
