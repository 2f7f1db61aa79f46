-- What the files of a batch need of each case, as one JSON value: the letters with their text, and where it stands.
SELECT json_build_object(
  'case_no', i.case_no, 'message_id', i.message_id, 'received_at', i.received_at, 'channel', i.channel,
  'language', i.language, 'law', i.law, 'asks', s.asks, 'message', '', 'given', json_build_object('name', i.given ->> 'name'),
  'reply_to', i.reply_to, 'opened_at', i.opened_at, 'actor', i.actor,
  'state', s.state, 'waiting_for', s.waiting_for, 'person_kind', s.person_kind, 'person_ids', s.person_ids,
  'identity', s.identity, 'identity_method', s.identity_method,
  'guest_orders', w.guest_orders, 'received_orders', w.received_orders, 'apart', w.apart,
  'due', (SELECT coalesce(json_agg(json_build_object(
            'rule_id', d.rule_id, 'revision', d.revision, 'what', d.what, 'due_on', d.due_on, 'act_by', d.act_by,
            'notice_by', d.notice_by, 'extendable_to', d.extendable_to, 'authority_ja', '', 'authority_en', '',
            'explanation_ja', '', 'explanation_en', '')), '[]')
            FROM inquiry_due d WHERE d.case_no = i.case_no),
  'events', (SELECT coalesce(json_agg(json_build_object(
            'kind', e.kind, 'at', e.at, 'actor', e.actor, 'note', e.note, 'ask', e.ask) ORDER BY e.event_id), '[]')
            FROM inquiry_event e WHERE e.case_no = i.case_no AND e.kind IN ('held', 'fulfilled')),
  'searches', '[]'::json,
  'letters', (SELECT coalesce(json_agg(json_build_object(
            'letter_id', l.letter_id, 'stage', l.stage, 'kind', l.kind, 'language', l.language, 'subject', l.subject,
            'text', l.body_text, 'html', l.body_html, 'sha256', encode(l.sha256, 'hex'), 'send_to', l.send_to,
            'send_by', l.send_by, 'run', l.run_id, 'letter_date', l.letter_date, 'at', l.made_at, 'actor', l.actor,
            'redactions', '[]'::json) ORDER BY l.letter_id), '[]')
            FROM letter l WHERE l.case_no = i.case_no))
  FROM inquiry i JOIN inquiry_state s USING (case_no)
  LEFT JOIN LATERAL (SELECT * FROM inquiry_event e WHERE e.case_no = i.case_no AND e.kind = 'person'
                      ORDER BY e.event_id DESC LIMIT 1) w ON true
 WHERE i.case_no = ANY (:cases::text[])
 ORDER BY i.case_no
