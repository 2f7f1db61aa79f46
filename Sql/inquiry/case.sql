-- All that is recorded of one case, as one JSON value.
SELECT json_build_object(
  'case_no', i.case_no, 'message_id', i.message_id, 'received_at', i.received_at, 'channel', i.channel,
  'language', i.language, 'law', i.law, 'asks', s.asks, 'message', i.message, 'given', i.given, 'reply_to', i.reply_to,
  'opened_at', i.opened_at, 'actor', i.actor,
  'state', s.state, 'waiting_for', s.waiting_for, 'person_kind', s.person_kind, 'person_ids', s.person_ids,
  'identity', s.identity, 'identity_method', s.identity_method,
  'guest_orders', w.guest_orders, 'received_orders', w.received_orders, 'apart', w.apart,
  'due', (SELECT coalesce(json_agg(json_build_object(
            'rule_id', d.rule_id, 'revision', d.revision, 'what', d.what, 'due_on', d.due_on, 'act_by', d.act_by,
            'notice_by', d.notice_by, 'extendable_to', d.extendable_to, 'authority_ja', d.authority_ja,
            'authority_en', d.authority_en, 'explanation_ja', d.explanation_ja, 'explanation_en', d.explanation_en)
            ORDER BY d.due_on, d.rule_id), '[]')
            FROM (SELECT DISTINCT ON (rule_id) * FROM inquiry_due WHERE case_no = i.case_no
                   ORDER BY rule_id, revision DESC) d),
  'events', (SELECT coalesce(json_agg(json_build_object(
            'kind', e.kind, 'at', e.at, 'actor', e.actor, 'person_kind', e.person_kind, 'person_ids', e.person_ids,
            'guest_orders', e.guest_orders, 'received_orders', e.received_orders, 'apart', e.apart,
            'method', e.method, 'checked', e.checked, 'result', e.result, 'ask', e.ask, 'note', e.note) ORDER BY e.event_id), '[]')
            FROM inquiry_event e WHERE e.case_no = i.case_no),
  'searches', (SELECT coalesce(json_agg(json_build_object(
            'at', x.asked_at, 'actor', x.actor, 'decision', x.decision,
            'fields', (SELECT coalesce(json_agg(k), '[]') FROM jsonb_object_keys(x.asked) k),
            'shown', (SELECT coalesce(json_agg(concat(c.one ->> 'kind', ' ', c.one ->> 'id') ORDER BY c.place), '[]')
                        FROM jsonb_array_elements(x.shown) WITH ORDINALITY AS c (one, place))) ORDER BY x.search_id), '[]')
            FROM search x WHERE x.inquiry = i.case_no),
  'letters', (SELECT coalesce(json_agg(json_build_object(
            'letter_id', l.letter_id, 'stage', l.stage, 'kind', l.kind, 'language', l.language, 'subject', l.subject,
            'text', l.body_text, 'html', l.body_html, 'sha256', encode(l.sha256, 'hex'), 'send_to', l.send_to,
            'send_by', l.send_by, 'run', l.run_id, 'letter_date', l.letter_date, 'at', l.made_at, 'actor', l.actor,
            'redactions', (SELECT coalesce(json_agg(json_build_object('subject', r.subject, 'fields', r.fields,
                             'reason', r.reason) ORDER BY r.redaction_id), '[]')
                             FROM redaction r WHERE r.letter_id = l.letter_id)) ORDER BY l.letter_id), '[]')
            FROM letter l WHERE l.case_no = i.case_no))
  FROM inquiry i JOIN inquiry_state s USING (case_no)
  LEFT JOIN LATERAL (SELECT * FROM inquiry_event e WHERE e.case_no = i.case_no AND e.kind = 'person'
                      ORDER BY e.event_id DESC LIMIT 1) w ON true
 WHERE i.case_no = :case
