-- Who was exposed, as the revision says.
INSERT INTO exposure (incident_id, revision, subject_kind, subject_id, exposure_class, items)
SELECT :incident, :revision::integer, s.kind, s.id, s.class, coalesce(string_to_array(nullif(s.items, ''), ' '), '{}')
  FROM unnest(:kinds::text[], :ids::text[], :classes::text[], :items::text[]) AS s (kind, id, class, items)
