-- Who asked for whom, and what was shown.
INSERT INTO search (actor, inquiry, query_id, asked, decision, shown)
SELECT :actor, s.inquiry, s.query_id, s.asked::jsonb, s.decision, s.shown::jsonb
  FROM unnest(:inquiries::text[], :ids::text[], :asked::text[], :decisions::text[], :shown::text[]) AS s (inquiry, query_id, asked, decision, shown)
