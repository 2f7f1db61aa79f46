-- Inquiries as they were received.
INSERT INTO inquiry (case_no, message_id, received_at, channel, language, law, asks, message, given, reply_to, actor)
SELECT s.case_no, s.message_id, s.received_at, s.channel, s.language, s.law,
       ARRAY(SELECT jsonb_array_elements_text(s.asks::jsonb)), s.message, s.given::jsonb, s.reply_to, :actor
  FROM unnest(:cases::text[], :message_ids::text[], :received::timestamptz[], :channels::text[], :languages::text[],
              :laws::text[], :asks::text[], :messages::text[], :given::text[], :reply_to::text[])
       AS s (case_no, message_id, received_at, channel, language, law, asks, message, given, reply_to)
