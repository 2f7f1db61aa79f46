-- What a message asks is not always read in full when it comes in: a question can be added until the case is answered.
ALTER TABLE inquiry_event
  DROP CONSTRAINT inquiry_event_kind_check,
  ADD CONSTRAINT inquiry_event_kind_check CHECK (
    kind IN ('person', 'identity', 'held', 'extended', 'escalated', 'fulfilled', 'note', 'closed', 'asked')),
  ADD CONSTRAINT inquiry_event_asked_what CHECK (
    kind <> 'asked' OR coalesce(ask IN ('source', 'leaked', 'purchased', 'recipients', 'disclosure', 'correction', 'stop', 'erase',
                                        'proof'), false));
CREATE UNIQUE INDEX inquiry_event_asked_once ON inquiry_event (case_no, ask) WHERE kind = 'asked';
COMMENT ON COLUMN inquiry_event.kind IS 'person: it was said who this is; identity: it was checked; held: a batch left it to a human; extended; escalated; fulfilled: something promised was done; note; closed; asked: a question was added.';
COMMENT ON COLUMN inquiry_event.ask IS 'What was promised and is done: disclosure, correction, stop or erase; or the question that was added.';
COMMENT ON COLUMN inquiry.asks IS 'What is asked, as it was read at receipt, in its order; each once. inquiry_state has those that were added since too.';
COMMENT ON CONSTRAINT inquiry_event_asked_what ON inquiry_event IS 'A question that is added is one of those that letters answer.';

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
         FROM (SELECT DISTINCT ON (u.rule_id) u.rule_id, u.what, u.due_on, u.act_by FROM inquiry_due u
                WHERE u.case_no = i.case_no ORDER BY u.rule_id, u.revision DESC) x
        WHERE x.what = 'answer' AND ans.made_at IS NULL
           OR x.what = 'acknowledge' AND ack.made_at IS NULL AND ans.made_at IS NULL
           OR x.what = 'promise' AND c.at IS NULL AND (x.rule_id <> 'result' OR ans.made_at IS NULL)
              AND NOT EXISTS (SELECT FROM inquiry_event e
                               WHERE e.case_no = i.case_no AND e.kind = 'fulfilled' AND e.ask = x.rule_id)) due ON true;

CREATE OR REPLACE FUNCTION inquiry_event_is_allowed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  now_is inquiry_state;
BEGIN
  -- Whoever changes a case waits for whoever is changing it.
  PERFORM pg_advisory_xact_lock(hashtext('yurai inquiry'), hashtext(NEW.case_no));
  SELECT * INTO now_is FROM inquiry_state s WHERE s.case_no = NEW.case_no;
  IF now_is.closed_at IS NOT NULL THEN
    RAISE EXCEPTION 'the case is closed' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.kind IN ('person', 'identity', 'extended', 'asked') AND now_is.answered_at IS NOT NULL THEN
    RAISE EXCEPTION 'the case is answered' USING ERRCODE = 'restrict_violation';
  END IF;
  -- A case that was opened by mistake, or that the person takes back, is withdrawn, with a reason.
  IF NEW.kind = 'closed' AND NEW.method = 'withdrawn' AND now_is.answered_at IS NULL AND NEW.note IS NOT NULL THEN
    NULL;
  ELSIF NEW.kind = 'closed' AND now_is.state <> 'answered' THEN
    RAISE EXCEPTION 'the case is not answered, or something that was promised is not done' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.kind = 'identity' AND NEW.result = 'settled' AND coalesce(now_is.person_kind, 'undecided') = 'undecided' THEN
    RAISE EXCEPTION 'it is not said yet who the person is' USING ERRCODE = 'restrict_violation';
  END IF;
  NEW.at := clock_timestamp();
  NEW.role := session_user;
  RETURN NEW;
END $$;
