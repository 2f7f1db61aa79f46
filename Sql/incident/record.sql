-- An incident's next revision; its number.
INSERT INTO incident (incident_id, revision, title_ja, title_en, occurred_from, occurred_to, known_on, settled_on, others, scope, actor)
SELECT :incident, (SELECT coalesce(max(revision), 0) + 1 FROM incident WHERE incident_id = :incident), :title_ja, :title_en,
       :from::date, :to::date, :known_on::date, :settled_on::date, :others,
       coalesce(string_to_array(nullif(:scope, ''), ' '), '{}'), :actor
RETURNING revision
