-- Messages that were opened before: the case, whether the text is the same, and whether it was left to a human and is
-- not answered yet; what it asks, if somebody has added a question.
SELECT i.message_id, i.case_no, i.message = s.message,
       s2.answered_at IS NULL AND s2.interim_at IS NULL AND s2.closed_at IS NULL AND s2.escalated_at IS NULL AND s2.person_kind IS NULL
         AND s2.identity IS NULL,
       CASE WHEN EXISTS (SELECT FROM inquiry_event e WHERE e.case_no = i.case_no AND e.kind = 'asked')
            THEN array_to_string(s2.asks, ' ') END
  FROM unnest(:ids::text[], :messages::text[]) AS s (id, message)
  JOIN inquiry i ON i.message_id = s.id
  JOIN inquiry_state s2 USING (case_no)
