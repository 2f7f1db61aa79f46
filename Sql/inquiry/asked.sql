-- What was searched for a case and found nobody, as typed.
SELECT s.asked::text FROM search s WHERE s.inquiry = :case AND s.decision = 'none' ORDER BY s.search_id
