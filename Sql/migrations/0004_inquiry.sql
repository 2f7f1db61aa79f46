-- The privacy desk: what people asked, what was done about it, and what was answered.
--
-- Nothing here is ever changed. An inquiry is a row; everything that happens to it is another row with its actor and
-- time, and what it is waiting for is read off those rows (view inquiry_state). What the tool refuses (an answer before
-- the identity is settled, a second answer) the database refuses too.

CREATE SEQUENCE inquiry_number;
COMMENT ON SEQUENCE inquiry_number IS 'Numbers of inquiries. It may have gaps.';

CREATE TABLE inquiry (
  case_no           text PRIMARY KEY CHECK (case_no ~ '^Q-[0-9]{4}-[0-9]{6,}$'),
  message_id        text UNIQUE CHECK (message_id <> ''),
  received_at       timestamptz NOT NULL,
  channel           text NOT NULL CHECK (channel IN ('email', 'letter', 'phone', 'web', 'counter')),
  language          text NOT NULL CHECK (language IN ('ja', 'en')),
  law               text NOT NULL CHECK (law IN ('appi', 'gdpr', 'uk')),
  asks              text[] NOT NULL,
  message           text NOT NULL,
  given             jsonb NOT NULL,
  reply_to          text,
  opened_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor             text NOT NULL CHECK (actor <> ''),
  role              text NOT NULL DEFAULT session_user,
  CHECK (asks <@ ARRAY['source', 'leaked', 'purchased', 'recipients', 'disclosure', 'correction', 'stop', 'erase', 'proof'])
);
COMMENT ON TABLE inquiry IS 'PERSONAL DATA. A complaint or request as it was received. Only ever added to.';
COMMENT ON COLUMN inquiry.case_no IS 'Case number: Q, the year of receipt, a number.';
COMMENT ON COLUMN inquiry.message_id IS 'Id of the message where it came from; keeps a batch from opening it twice.';
COMMENT ON COLUMN inquiry.received_at IS 'When it reached the company; its day in the operator''s zone starts the periods.';
COMMENT ON COLUMN inquiry.channel IS 'How it came.';
COMMENT ON COLUMN inquiry.language IS 'Language of the answer.';
COMMENT ON COLUMN inquiry.law IS 'The law whose periods count.';
COMMENT ON COLUMN inquiry.asks IS 'What is asked, in the order in which it was asked; each once.';
COMMENT ON COLUMN inquiry.message IS 'The text as the person wrote it.';
COMMENT ON COLUMN inquiry.given IS 'What the person wrote of herself, by field, as written.';
COMMENT ON COLUMN inquiry.reply_to IS 'The address that the message came from, as written; null when it was no e-mail.';
COMMENT ON COLUMN inquiry.opened_at IS 'When it was recorded.';
COMMENT ON COLUMN inquiry.actor IS 'Who recorded it.';
COMMENT ON COLUMN inquiry.role IS 'The database role.';

CREATE TABLE inquiry_due (
  case_no           text NOT NULL REFERENCES inquiry,
  rule_id           text NOT NULL,
  revision          integer NOT NULL DEFAULT 1,
  what              text NOT NULL,
  due_on            date,
  act_by            date,
  notice_by         date,
  extendable_to     date,
  authority_ja      text NOT NULL,
  authority_en      text NOT NULL,
  explanation_ja    text NOT NULL,
  explanation_en    text NOT NULL,
  stated_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (case_no, rule_id, revision)
);
COMMENT ON TABLE inquiry_due IS 'By when something is due in a case, with the rule that says so as it stood at receipt. Only ever added to.';
COMMENT ON COLUMN inquiry_due.case_no IS 'The case.';
COMMENT ON COLUMN inquiry_due.rule_id IS 'Rule of deadlines.yaml; for a promise, what was promised.';
COMMENT ON COLUMN inquiry_due.revision IS '1 at receipt, then one more an extension; the highest counts.';
COMMENT ON COLUMN inquiry_due.what IS 'answer, acknowledge, extension_notice, or promise: something that a letter promised.';
COMMENT ON COLUMN inquiry_due.due_on IS 'Last day; null where the law says "without delay" and names none.';
COMMENT ON COLUMN inquiry_due.act_by IS 'Last working day until then: a holiday moves no due day here.';
COMMENT ON COLUMN inquiry_due.notice_by IS 'Last day to tell the person of an extension.';
COMMENT ON COLUMN inquiry_due.extendable_to IS 'To which day it could be extended; null when it cannot.';
COMMENT ON COLUMN inquiry_due.authority_ja IS 'The provision, in Japanese.';
COMMENT ON COLUMN inquiry_due.authority_en IS 'The provision, in English.';
COMMENT ON COLUMN inquiry_due.explanation_ja IS 'What it says, in Japanese.';
COMMENT ON COLUMN inquiry_due.explanation_en IS 'What it says, in English.';
COMMENT ON COLUMN inquiry_due.stated_at IS 'When it was recorded.';

CREATE TABLE inquiry_event (
  event_id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_no           text NOT NULL REFERENCES inquiry,
  kind              text NOT NULL CHECK (kind IN ('person', 'identity', 'held', 'extended', 'escalated', 'fulfilled', 'note', 'closed')),
  at                timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor             text NOT NULL CHECK (actor <> ''),
  role              text NOT NULL DEFAULT session_user,
  person_kind       text CHECK (person_kind IN ('customer', 'guest_order', 'recipient', 'none', 'not_you', 'undecided')),
  person_ids        text[],
  method            text CHECK (method <> ''),
  checked           text[],
  result            text CHECK (result IN ('settled', 'failed', 'open')),
  ask               text,
  note              text,
  CHECK (kind <> 'fulfilled' OR ask IS NOT NULL),
  CHECK (kind <> 'person' OR person_kind IS NOT NULL),
  CHECK (kind <> 'identity' OR (method IS NOT NULL AND result IS NOT NULL AND checked IS NOT NULL)),
  CHECK ((person_kind IN ('customer', 'guest_order', 'recipient')) IS NOT TRUE OR cardinality(person_ids) > 0)
);
CREATE INDEX inquiry_event_case ON inquiry_event (case_no, event_id);
COMMENT ON TABLE inquiry_event IS 'What happened to an inquiry, by whom and when. Only ever added to.';
COMMENT ON COLUMN inquiry_event.event_id IS 'Number; later events have higher ones.';
COMMENT ON COLUMN inquiry_event.case_no IS 'The case.';
COMMENT ON COLUMN inquiry_event.kind IS 'person: it was said who this is; identity: it was checked; held: a batch left it to a human; extended; escalated; fulfilled: something promised was done; note; closed.';
COMMENT ON COLUMN inquiry_event.at IS 'When.';
COMMENT ON COLUMN inquiry_event.actor IS 'Who.';
COMMENT ON COLUMN inquiry_event.role IS 'The database role.';
COMMENT ON COLUMN inquiry_event.person_kind IS 'customer, guest_order, recipient; none: not in the data; not_you: the data are somebody else''s; undecided: a human must decide.';
COMMENT ON COLUMN inquiry_event.person_ids IS 'The customer''s id, or the orders.';
COMMENT ON COLUMN inquiry_event.method IS 'How the identity was checked.';
COMMENT ON COLUMN inquiry_event.checked IS 'Which items were compared; never their values.';
COMMENT ON COLUMN inquiry_event.result IS 'settled, failed, or still open.';
COMMENT ON COLUMN inquiry_event.ask IS 'What was promised and is done: disclosure, correction, stop or erase.';
COMMENT ON COLUMN inquiry_event.note IS 'Why, in words; no personal data.';

CREATE TABLE letter (
  letter_id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_no           text NOT NULL REFERENCES inquiry,
  stage             text NOT NULL CHECK (stage IN ('acknowledgement', 'interim', 'answer', 'extension')),
  kind              text NOT NULL,
  language          text NOT NULL CHECK (language IN ('ja', 'en')),
  subject           text NOT NULL,
  body_text         text NOT NULL,
  body_html         text NOT NULL,
  sha256            bytea NOT NULL CHECK (length(sha256) = 32),
  send_to           text,
  send_by           text NOT NULL CHECK (send_by IN ('email', 'post')),
  run_id            integer REFERENCES audit_run,
  letter_date       date NOT NULL,
  made_at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor             text NOT NULL CHECK (actor <> ''),
  role              text NOT NULL DEFAULT session_user
);
CREATE UNIQUE INDEX letter_once ON letter (case_no, stage) WHERE stage IN ('acknowledgement', 'answer');
CREATE UNIQUE INDEX letter_interim_once ON letter (case_no, run_id) WHERE stage = 'interim';
CREATE INDEX letter_case ON letter (case_no);
COMMENT ON TABLE letter IS 'PERSONAL DATA. Letters as they were written, kept as sent. Only ever added to.';
COMMENT ON COLUMN letter.letter_id IS 'Number of the letter.';
COMMENT ON COLUMN letter.case_no IS 'The case.';
COMMENT ON COLUMN letter.stage IS 'acknowledgement, interim (the origin cannot be shown yet), answer, extension.';
COMMENT ON COLUMN letter.kind IS 'The kind of letter: its template.';
COMMENT ON COLUMN letter.language IS 'ja or en.';
COMMENT ON COLUMN letter.subject IS 'Subject.';
COMMENT ON COLUMN letter.body_text IS 'The letter as plain text.';
COMMENT ON COLUMN letter.body_html IS 'The letter as a page.';
COMMENT ON COLUMN letter.sha256 IS 'SHA-256 of the plain text in UTF-8.';
COMMENT ON COLUMN letter.send_to IS 'E-mail address, or null: by post to the address on the letter''s record.';
COMMENT ON COLUMN letter.send_by IS 'email or post.';
COMMENT ON COLUMN letter.run_id IS 'The audit run that it rests on; null for one that states nothing of the data.';
COMMENT ON COLUMN letter.letter_date IS 'The date on the letter, the operator''s day.';
COMMENT ON COLUMN letter.made_at IS 'When it was written.';
COMMENT ON COLUMN letter.actor IS 'Who had it written.';
COMMENT ON COLUMN letter.role IS 'The database role.';

CREATE TABLE redaction (
  redaction_id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  letter_id         bigint NOT NULL REFERENCES letter,
  subject           text NOT NULL,
  fields            text[] NOT NULL,
  reason            text NOT NULL,
  at                timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor             text NOT NULL CHECK (actor <> '')
);
CREATE INDEX redaction_letter ON redaction (letter_id);
COMMENT ON TABLE redaction IS 'What of other people was kept out of a letter: whose, which fields, why, when, by whom. No values. Only ever added to.';
COMMENT ON COLUMN redaction.redaction_id IS 'Number.';
COMMENT ON COLUMN redaction.letter_id IS 'The letter.';
COMMENT ON COLUMN redaction.subject IS 'Whose data: orderer or recipient, and of which order.';
COMMENT ON COLUMN redaction.fields IS 'The fields that are held and were left out.';
COMMENT ON COLUMN redaction.reason IS 'Why, with the provision.';
COMMENT ON COLUMN redaction.at IS 'When.';
COMMENT ON COLUMN redaction.actor IS 'Who had the letter written.';

-- ---------------------------------------------------------------------------------------------------------
CREATE TABLE incident (
  incident_id       text NOT NULL CHECK (incident_id <> ''),
  revision          integer NOT NULL,
  title_ja          text NOT NULL,
  title_en          text NOT NULL,
  occurred_from     date NOT NULL,
  occurred_to       date NOT NULL,
  known_on          date NOT NULL,
  settled_on        date,
  others            text NOT NULL CHECK (others IN ('not_affected', 'undetermined')),
  scope             text[] NOT NULL DEFAULT '{}',
  recorded_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor             text NOT NULL CHECK (actor <> ''),
  PRIMARY KEY (incident_id, revision),
  CHECK (occurred_from <= occurred_to),
  CHECK (others = 'undetermined' OR settled_on IS NOT NULL)
);
COMMENT ON TABLE incident IS 'A breach, as far as it is known. A later revision stands for what was found since. Only ever added to.';
COMMENT ON COLUMN incident.incident_id IS 'The company''s number of the incident.';
COMMENT ON COLUMN incident.revision IS 'The highest counts.';
COMMENT ON COLUMN incident.title_ja IS 'What it is called in a Japanese letter.';
COMMENT ON COLUMN incident.title_en IS 'What it is called in an English letter.';
COMMENT ON COLUMN incident.occurred_from IS 'First day.';
COMMENT ON COLUMN incident.occurred_to IS 'Last day.';
COMMENT ON COLUMN incident.known_on IS 'Day on which the company knew.';
COMMENT ON COLUMN incident.settled_on IS 'Day on which the investigation ended; null while it goes on.';
COMMENT ON COLUMN incident.others IS 'Exposure class of everybody who is not in exposure.';
COMMENT ON COLUMN incident.scope IS 'The items that it was about at all, for instance card; a letter denies a leak of no others by name.';
COMMENT ON COLUMN incident.recorded_at IS 'When it was recorded.';
COMMENT ON COLUMN incident.actor IS 'Who recorded it.';

CREATE TABLE exposure (
  incident_id       text NOT NULL,
  revision          integer NOT NULL,
  subject_kind      text NOT NULL CHECK (subject_kind IN ('customer', 'order')),
  subject_id        text NOT NULL,
  exposure_class    text NOT NULL CHECK (exposure_class IN ('confirmed', 'possible', 'not_affected', 'undetermined')),
  items             text[] NOT NULL,
  PRIMARY KEY (incident_id, revision, subject_kind, subject_id),
  FOREIGN KEY (incident_id, revision) REFERENCES incident
);
CREATE INDEX exposure_subject ON exposure (subject_kind, subject_id);
COMMENT ON TABLE exposure IS 'Who was exposed in an incident, one class a subject. Only ever added to.';
COMMENT ON COLUMN exposure.incident_id IS 'The incident.';
COMMENT ON COLUMN exposure.revision IS 'Its revision.';
COMMENT ON COLUMN exposure.subject_kind IS 'customer or order.';
COMMENT ON COLUMN exposure.subject_id IS 'customer_id, or mall/merchant/order_id.';
COMMENT ON COLUMN exposure.exposure_class IS 'confirmed, possible, not_affected or undetermined.';
COMMENT ON COLUMN exposure.items IS 'The items that it is about, for instance name, address, card.';

-- ---------------------------------------------------------------------------------------------------------
CREATE VIEW inquiry_state AS
SELECT i.case_no, i.received_at, i.channel, i.language, i.law, i.asks, i.message_id,
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
COMMENT ON VIEW inquiry_state IS 'Where each inquiry stands: who it is, whether that was checked, what was sent, what it waits for, the next day on which something is due.';

-- ---------------------------------------------------------------------------------------------------------
CREATE FUNCTION desk_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the table % is only added to', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
COMMENT ON FUNCTION desk_is_kept IS 'Refuses to change or remove what the desk recorded.';
CREATE TRIGGER inquiry_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON inquiry FOR EACH STATEMENT EXECUTE FUNCTION desk_is_kept();
CREATE TRIGGER inquiry_due_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON inquiry_due FOR EACH STATEMENT EXECUTE FUNCTION desk_is_kept();
CREATE TRIGGER inquiry_event_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON inquiry_event FOR EACH STATEMENT EXECUTE FUNCTION desk_is_kept();
CREATE TRIGGER letter_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON letter FOR EACH STATEMENT EXECUTE FUNCTION desk_is_kept();
CREATE TRIGGER redaction_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON redaction FOR EACH STATEMENT EXECUTE FUNCTION desk_is_kept();
CREATE TRIGGER incident_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON incident FOR EACH STATEMENT EXECUTE FUNCTION desk_is_kept();
CREATE TRIGGER exposure_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON exposure FOR EACH STATEMENT EXECUTE FUNCTION desk_is_kept();

CREATE FUNCTION inquiry_event_is_allowed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  now_is inquiry_state;
BEGIN
  -- Whoever changes a case waits for whoever is changing it.
  PERFORM pg_advisory_xact_lock(hashtext('yurai inquiry'), hashtext(NEW.case_no));
  SELECT * INTO now_is FROM inquiry_state s WHERE s.case_no = NEW.case_no;
  IF now_is.closed_at IS NOT NULL THEN
    RAISE EXCEPTION 'the case is closed' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.kind IN ('person', 'identity', 'extended') AND now_is.answered_at IS NOT NULL THEN
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
COMMENT ON FUNCTION inquiry_event_is_allowed IS 'Refuses a step that the state of the case does not allow.';
CREATE TRIGGER inquiry_event_is_allowed BEFORE INSERT ON inquiry_event FOR EACH ROW EXECUTE FUNCTION inquiry_event_is_allowed();

CREATE FUNCTION letter_is_allowed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  now_is inquiry_state;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('yurai inquiry'), hashtext(NEW.case_no));
  SELECT * INTO now_is FROM inquiry_state s WHERE s.case_no = NEW.case_no;
  IF now_is.closed_at IS NOT NULL THEN
    RAISE EXCEPTION 'the case is closed' USING ERRCODE = 'restrict_violation';
  END IF;
  IF (NEW.stage IN ('acknowledgement', 'extension') OR NEW.kind IN ('acknowledgement', 'extension')) AND NEW.stage <> NEW.kind THEN
    RAISE EXCEPTION 'a letter of this stage is of another kind' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.stage IN ('interim', 'answer') AND now_is.answered_at IS NOT NULL THEN
    RAISE EXCEPTION 'the case is answered' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.stage IN ('interim', 'answer') AND NEW.kind <> 'unconfirmed'
     AND (now_is.identity IS DISTINCT FROM 'settled' OR coalesce(now_is.person_kind, 'undecided') = 'undecided') THEN
    RAISE EXCEPTION 'nothing is said about anybody before it is settled who asks and who it is'
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.kind = 'unconfirmed' AND now_is.identity IS DISTINCT FROM 'failed' THEN
    RAISE EXCEPTION 'the identity was not found wanting' USING ERRCODE = 'restrict_violation';
  END IF;
  IF (NEW.kind IN ('acknowledgement', 'extension', 'unconfirmed')) <> (NEW.run_id IS NULL) THEN
    RAISE EXCEPTION 'a letter that says something of the data names the audit run that it rests on'
      USING ERRCODE = 'restrict_violation';
  END IF;
  NEW.sha256 := sha256(convert_to(NEW.body_text, 'UTF8'));
  NEW.made_at := clock_timestamp();
  NEW.role := session_user;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION letter_is_allowed IS 'Refuses a letter that the state of the case does not allow: before the identity is settled, after the answer, without an audit run.';
CREATE TRIGGER letter_is_allowed BEFORE INSERT ON letter FOR EACH ROW EXECUTE FUNCTION letter_is_allowed();

-- ---------------------------------------------------------------------------------------------------------
CREATE FUNCTION order_events(ids text[]) RETURNS SETOF collection_event LANGUAGE sql STABLE AS $$
  SELECT e.*
    FROM unnest(ids) AS s (id)
    JOIN collection_event e ON e.kind = 'order'
         AND e.source_id = ANY (ARRAY[substring(s.id FROM '^[^/]*/[^/]*/(.*)$'), substring(s.id FROM '^[^/]*/(.*)$')])
    JOIN outlet o ON o.outlet_no = e.outlet_no
         AND concat_ws('/', o.mall_id, nullif(o.merchant_id, ''), e.source_id) = s.id
$$;
COMMENT ON FUNCTION order_events IS 'The orders of these ids, as findings name them: mall/merchant/order_id.';

CREATE FUNCTION inquiry_is_stamped() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.opened_at := clock_timestamp();
  NEW.role := session_user;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION inquiry_is_stamped IS 'The moment and the role are the server''s to say.';
CREATE TRIGGER inquiry_is_stamped BEFORE INSERT ON inquiry FOR EACH ROW EXECUTE FUNCTION inquiry_is_stamped();

COMMENT ON TRIGGER inquiry_is_stamped ON inquiry IS 'The moment and the role are the server''s to say.';
COMMENT ON TRIGGER inquiry_event_is_allowed ON inquiry_event IS 'Refuses a step that the state of the case does not allow.';
COMMENT ON TRIGGER letter_is_allowed ON letter IS 'Refuses a letter that the state of the case does not allow.';
COMMENT ON TRIGGER inquiry_is_kept ON inquiry IS 'Only added to.';
COMMENT ON TRIGGER inquiry_due_is_kept ON inquiry_due IS 'Only added to.';
COMMENT ON TRIGGER inquiry_event_is_kept ON inquiry_event IS 'Only added to.';
COMMENT ON TRIGGER letter_is_kept ON letter IS 'Only added to.';
COMMENT ON TRIGGER redaction_is_kept ON redaction IS 'Only added to.';
COMMENT ON TRIGGER incident_is_kept ON incident IS 'Only added to.';
COMMENT ON TRIGGER exposure_is_kept ON exposure IS 'Only added to.';
COMMENT ON TRIGGER search_is_kept ON search IS 'Only added to.';
