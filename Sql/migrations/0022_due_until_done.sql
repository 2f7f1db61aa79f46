-- The GDPR and the UK GDPR give a month for what was requested, not for the letter that promises it: the day stands until that is
-- done. And where the period was extended after an interim letter, its result is due by the new day.
CREATE OR REPLACE VIEW inquiry_state AS
SELECT i.case_no, i.received_at, i.channel, i.language, i.law,
       i.asks || ARRAY(SELECT e.ask FROM inquiry_event e WHERE e.case_no = i.case_no AND e.kind = 'asked' ORDER BY e.event_id) AS asks,
       i.message_id,
       p.person_kind, p.person_ids, d.result AS identity, d.method AS identity_method,
       ack.made_at AS acknowledged_at, ans.made_at AS answered_at, ans.kind AS answer_kind,
       inq.made_at AS interim_at, esc.at AS escalated_at, c.at AS closed_at,
       CASE WHEN c.at IS NOT NULL THEN 'closed'
            WHEN ans.made_at IS NOT NULL AND promised.open > 0 THEN 'promised'
            WHEN ans.made_at IS NOT NULL THEN 'answered'
            WHEN inq.made_at IS NOT NULL OR esc.at IS NOT NULL THEN 'investigation'
            WHEN d.result IS DISTINCT FROM 'settled' THEN 'identity'
            WHEN p.person_kind IS NULL OR p.person_kind = 'undecided' THEN 'person'
            ELSE 'ready' END AS state,
       CASE WHEN c.at IS NOT NULL THEN 'nobody'
            WHEN ans.made_at IS NOT NULL THEN 'desk'
            WHEN inq.made_at IS NOT NULL OR esc.at IS NOT NULL THEN 'privacy officer'
            WHEN d.result IS NOT NULL AND d.result <> 'open' THEN 'desk'
            WHEN held.note IS NOT NULL AND held.note NOT LIKE 'identity-open%' THEN 'desk'
            WHEN ack.made_at IS NOT NULL THEN 'person'
            ELSE 'desk' END AS waiting_for,
       due.due_on, due.act_by
  FROM inquiry i
  LEFT JOIN LATERAL (SELECT * FROM inquiry_event e WHERE e.case_no = i.case_no AND e.kind = 'person'
                      ORDER BY e.event_id DESC LIMIT 1) p ON true
  -- Who asks was checked for the person who was named then: another person, another check.
  LEFT JOIN LATERAL (SELECT * FROM inquiry_event e WHERE e.case_no = i.case_no AND e.kind = 'identity'
                        AND e.event_id > coalesce(p.event_id, 0)
                      ORDER BY e.event_id DESC LIMIT 1) d ON true
  LEFT JOIN LATERAL (SELECT * FROM inquiry_event e WHERE e.case_no = i.case_no AND e.kind = 'escalated'
                      ORDER BY e.event_id DESC LIMIT 1) esc ON true
  LEFT JOIN LATERAL (SELECT * FROM inquiry_event e WHERE e.case_no = i.case_no AND e.kind = 'held'
                      ORDER BY e.event_id DESC LIMIT 1) held ON true
  LEFT JOIN LATERAL (SELECT * FROM inquiry_event e WHERE e.case_no = i.case_no AND e.kind = 'closed'
                      ORDER BY e.event_id DESC LIMIT 1) c ON true
  LEFT JOIN letter ack ON ack.case_no = i.case_no AND ack.stage = 'acknowledgement'
  LEFT JOIN letter ans ON ans.case_no = i.case_no AND ans.stage = 'answer'
  LEFT JOIN LATERAL (SELECT * FROM letter l WHERE l.case_no = i.case_no AND l.stage = 'interim'
                      ORDER BY l.letter_id DESC LIMIT 1) inq ON true
  LEFT JOIN LATERAL (
       SELECT count(*) AS open FROM inquiry_due u
        WHERE u.case_no = i.case_no AND u.what = 'promise' AND u.rule_id <> 'result'
          AND NOT EXISTS (SELECT FROM inquiry_event e
                           WHERE e.case_no = i.case_no AND e.kind = 'fulfilled' AND e.ask = u.rule_id)) promised ON true
  LEFT JOIN LATERAL (
       SELECT min(x.due_on) AS due_on, min(x.act_by) AS act_by
         FROM (SELECT DISTINCT ON (u.rule_id) u.rule_id, u.what, u.due_on, u.act_by, u.stated_at FROM inquiry_due u
                WHERE u.case_no = i.case_no ORDER BY u.rule_id, u.revision DESC) x
        WHERE x.what = 'answer' AND (ans.made_at IS NULL OR i.law <> 'appi' AND promised.open > 0)
           OR x.what = 'acknowledge' AND ack.made_at IS NULL AND ans.made_at IS NULL
           OR x.what = 'promise' AND c.at IS NULL AND (x.rule_id <> 'result' OR ans.made_at IS NULL
                   AND NOT EXISTS (SELECT FROM inquiry_due l
                                    WHERE l.case_no = i.case_no AND l.what = 'answer' AND l.revision > 1 AND l.stated_at > x.stated_at))
              AND NOT EXISTS (SELECT FROM inquiry_event e
                               WHERE e.case_no = i.case_no AND e.kind = 'fulfilled' AND e.ask = x.rule_id)) due ON true;
