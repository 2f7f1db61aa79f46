internal import Postgres
internal import Rendering

/// What one transaction of the desk records, in bulk: a clerk's step, or some hundred messages of a batch.
struct DeskRecord {
  /// An inquiry as it comes in.
  struct Opened {
    var caseNo: String
    var opening: InquiryOpening
    var due: [Deadline]
    var acknowledgement: LetterWriter.Written
  }

  /// One step.
  struct Event {
    enum Kind: String {
      case person, identity, held, extended, escalated, fulfilled, note, closed, asked
    }
    var caseNo: String
    var kind: Kind
    var person: InquiryPerson?
    var apart: [String] = []
    var method: String?
    var checked: [String]?
    var result: String?
    var ask: String?
    var note: String?
  }

  /// One letter.
  struct Sent {
    enum Stage: String { case acknowledgement, interim, answer, `extension` }
    var caseNo: String
    var stage: Stage
    var written: LetterWriter.Written
    var sendTo: String?
    /// Whom it is about, for the log of what was kept out.
    var about: [(way: InquiryPerson, key: Int64?)] = []
  }

  var opened: [Opened] = []
  var due: [(caseNo: String, revision: Int, deadline: Deadline)] = []
  var events: [Event] = []
  var letters: [Sent] = []
  var promises: [(caseNo: String, ask: String, by: Day, actBy: Day)] = []

  /// An inquiry with its due dates and its acknowledgement.
  mutating func add(_ draft: Opened) {
    opened.append(draft)
    due += draft.due.map { (draft.caseNo, 1, $0) }
    let opening = draft.opening
    letters.append(
      Sent(
        caseNo: draft.caseNo, stage: .acknowledgement, written: draft.acknowledgement,
        sendTo: opening.channel.isElectronic ? opening.replyTo.flatMap(MailCheck.usable) : nil))
  }

  /// Writes everything, first things first: acknowledgements before steps, steps before answers.
  func write(_ actor: String, _ connection: inout Connection) throws {
    try writeOpened(actor, &connection)
    try writeDue(&connection)
    try write(letters.filter { $0.stage == .acknowledgement }, actor, &connection)
    try writeEvents(actor, &connection)
    try writePromises(&connection)
    let rest = letters.filter { $0.stage != .acknowledgement }
    try write(rest, actor, &connection)
    for letter in rest {
      for about in letter.about {
        try connection.execute(
          SQLScript(named: "inquiry/redaction_add").query([
            "case": letter.caseNo, "actor": actor, "customer_key": about.key,
            "orders": about.way.orders, "recipient": about.way.kind == .recipient,
          ]))
      }
    }
  }

  private func writeOpened(_ actor: String, _ connection: inout Connection) throws {
    guard !opened.isEmpty else { return }
    try connection.execute(
      SQLScript(named: "inquiry/open").query([
        "actor": actor, "cases": opened.map(\.caseNo),
        "message_ids": opened.map(\.opening.messageID),
        "received": opened.map(\.opening.receivedAt.description),
        "channels": opened.map(\.opening.channel.rawValue),
        "languages": opened.map(\.opening.language.rawValue),
        "laws": opened.map(\.opening.law.rawValue),
        "asks": opened.map { Self.json($0.opening.asks.map(\.rawValue)) },
        "messages": opened.map(\.opening.message),
        "given": opened.map { FindQuery($0.opening.given).asked },
        "reply_to": opened.map(\.opening.replyTo),
      ]))
  }

  private func writeDue(_ connection: inout Connection) throws {
    guard !due.isEmpty else { return }
    try connection.execute(
      SQLScript(named: "inquiry/due_add").query([
        "cases": due.map(\.caseNo), "rules": due.map(\.deadline.ruleID),
        "revisions": due.map { Int32($0.revision) }, "whats": due.map(\.deadline.what.rawValue),
        "due": due.map { $0.deadline.dueOn?.description },
        "act_by": due.map { $0.deadline.actBy?.description },
        "notice_by": due.map { $0.deadline.noticeBy?.description },
        "extendable_to": due.map { $0.deadline.canBeExtendedUntil?.description },
        "authorities_ja": due.map(\.deadline.authorityJa),
        "authorities_en": due.map(\.deadline.authorityEn),
        "explanations_ja": due.map(\.deadline.explanationJa),
        "explanations_en": due.map(\.deadline.explanationEn),
      ]))
  }

  private func writePromises(_ connection: inout Connection) throws {
    guard !promises.isEmpty else { return }
    try connection.execute(
      SQLScript(named: "inquiry/promise_add").query([
        "cases": promises.map(\.caseNo), "asks": promises.map(\.ask),
        "due": promises.map(\.by.description), "act_by": promises.map(\.actBy.description),
      ]))
  }

  private func writeEvents(_ actor: String, _ connection: inout Connection) throws {
    guard !events.isEmpty else { return }
    try connection.execute(
      SQLScript(named: "inquiry/event_add").query([
        "actor": actor, "cases": events.map(\.caseNo), "kinds": events.map(\.kind.rawValue),
        "person_kinds": events.map { $0.person?.kind.rawValue },
        "person_ids": events.map { Self.json($0.person?.ids ?? []) },
        "guest_orders": events.map { $0.person.map { Self.json($0.moreGuestOrders) } },
        "received_orders": events.map { $0.person.map { Self.json($0.moreReceivedOrders) } },
        "apart": events.map { $0.apart.isEmpty ? nil : Self.json($0.apart) },
        "methods": events.map(\.method), "checked": events.map { $0.checked.map(Self.json) },
        "results": events.map(\.result), "asks": events.map(\.ask),
        "notes": events.map { $0.note.map(CardNumber.masked) },
      ]))
  }

  private func write(
    _ letters: [Sent], _ actor: String, _ connection: inout Connection
  ) throws {
    guard !letters.isEmpty else { return }
    let rows = try connection.rows(
      SQLScript(named: "inquiry/letter_add").query([
        "actor": actor, "cases": letters.map(\.caseNo), "stages": letters.map(\.stage.rawValue),
        "kinds": letters.map(\.written.kind.rawValue),
        "languages": letters.map(\.written.language.rawValue),
        "subjects": letters.map(\.written.letter.subject),
        "texts": letters.map(\.written.letter.text), "pages": letters.map(\.written.letter.html),
        "send_to": letters.map(\.sendTo),
        "send_by": letters.map { $0.sendTo == nil ? "post" : "email" },
        "runs": letters.map { $0.written.run.map { Int32($0) } },
        "dates": letters.map(\.written.date.description),
      ]))
    // What was said of somebody's data goes into the ledger; receipts and extensions say nothing.
    var answers: [(letter: Int64, text: String)] = []
    for row in 0..<rows.count {
      let stage: String = try rows.value(row, 1)
      if stage == "answer" || stage == "interim" {
        answers.append((try rows.value(row, 0), try rows.value(row, 2)))
      }
    }
    try LedgerAnswers.append(answers, in: &connection)
  }

  private static func json(_ texts: [String]) -> String {
    "[" + texts.map { ImportSummary.quoted($0) }.joined(separator: ",") + "]"
  }
}
