-- Cases with where they stand, the most urgent first.
SELECT s.case_no, to_char(s.received_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), s.channel, array_to_string(s.asks, ' '), s.state, s.waiting_for, s.due_on::text, s.act_by::text
  FROM inquiry_state s
 WHERE :all::boolean OR s.state <> 'closed'
 ORDER BY s.due_on NULLS LAST, s.case_no
