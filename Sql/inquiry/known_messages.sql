-- Messages that were opened before: the case, and whether the text is the same.
SELECT i.message_id, i.case_no, i.message = s.message
  FROM unnest(:ids::text[], :messages::text[]) AS s (id, message)
  JOIN inquiry i ON i.message_id = s.id
