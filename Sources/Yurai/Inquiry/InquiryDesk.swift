internal import Foundation
internal import Matching
internal import Postgres
public import Rendering

/// The desk: inquiries from receipt to the archived answer. Every step is one transaction with its actor and time.
public struct InquiryDesk: Sendable {
  let actor: String
  let writer: LetterWriter
  let rules: DeadlineRules
  let calendar: HolidayCalendar

  /// - Parameters:
  ///   - settings: the company that writes.
  ///   - actor: who acts: the clerk; not empty.
  /// - Throws: `YuraiError` for a template of the operator's own that is wrong.
  public init(settings: OperatorSettings, actor: String) throws {
    self.actor = actor
    writer = try LetterWriter(settings: settings)
    rules = try DeadlineRules()
    calendar = try HolidayCalendar()
  }

  // MARK: Opening

  /// Records an inquiry with its due dates, and writes the acknowledgement. A message that is known keeps its case.
  /// - Throws: `YuraiError` when it cannot be kept, or when its message id stands for another text.
  public func open(_ opening: InquiryOpening, in session: inout Session) throws -> InquiryCase {
    try requireCompany()
    try opening.check()
    try requireRules(opening)
    if opening.channel.isElectronic, let address = opening.replyTo, !MailCheck.isUsable(address) {
      throw YuraiError("the address to reply to is no e-mail address: correct it, or leave it out")
    }
    if let known = try knownCases(of: [opening], in: &session).values.first {
      guard known.isSame else {
        throw YuraiError(
          "the message id was used before for another text (case \(known.caseNo)): give each message its own id"
        )
      }
      return try load(known.caseNo, in: &session)
    }
    let number = try numbers(1, in: &session)[0]
    let draft = try draft(opening, number)
    try session.connection.transaction { connection in
      var record = DeskRecord()
      record.add(draft)
      try record.write(actor, &connection)
    }
    return try load(number, in: &session)
  }

  /// What is recorded when an inquiry comes in.
  func draft(_ opening: InquiryOpening, _ caseNo: String) throws -> DeskRecord.Opened {
    let due = deadlines(opening)
    let letter = try writer.neutral(
      .acknowledgement, inquiry: Self.neutral(opening, due), caseNumber: caseNo,
      addressee: opening.given[.name], language: opening.language)
    return DeskRecord.Opened(caseNo: caseNo, opening: opening, due: due, acknowledgement: letter)
  }

  /// What the acknowledgement says. It rests on the message alone, so that it is the same whatever the data hold.
  private static func neutral(_ opening: InquiryOpening, _ due: [Deadline]) -> LetterInquiry {
    let helpful: [SearchField] = [.name, .address, .phone, .email, .orderID]
    return LetterInquiry(
      asks: opening.asks, law: opening.law, receivedOn: opening.receivedAt.day,
      given: opening.given.keys.sorted().map(\.rawValue),
      wanted: helpful.filter { opening.given[$0] == nil }.map(\.rawValue),
      dueOn: Self.answerDue(due))
  }

  /// That the law was in force when the message came: of a day without a rule nothing would ever be overdue.
  func requireRules(_ opening: InquiryOpening) throws {
    let due = rules.deadlines(
      law: opening.law, asks: Ask.allCases, received: opening.receivedAt.day, calendar: calendar)
    guard !due.contains(where: { $0.what == .answer }) else { return }
    throw YuraiError(
      "no rule says by when a message of \(opening.receivedAt.day.description) is answered under \(opening.law.rawValue): the law "
        + "was not in force on that day, or the day is wrong (--law, --received-at)", exit: .usage)
  }

  private func deadlines(_ opening: InquiryOpening) -> [Deadline] {
    rules.deadlines(
      law: opening.law, asks: opening.asks, received: opening.receivedAt.day, calendar: calendar)
  }

  private static func answerDue(_ due: [Deadline]) -> Day? {
    due.filter { $0.what == .answer }.compactMap(\.dueOn).min()
  }

  /// By when the law wants the answer; nil where it names no day.
  func answerDue(_ opening: InquiryOpening) -> Day? { Self.answerDue(deadlines(opening)) }

  /// New case numbers. A number that is not used stays unused.
  func numbers(_ count: Int, in session: inout Session) throws -> [String] {
    let year = AuditJob.today().prefix(4)
    return try session.connection.rows(
      SQLScript(named: "inquiry/numbers").query(["count": count])
    ).map { row in
      let digits = String(try row.value(0, as: Int.self))
      return "Q-\(year)-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }
  }

  /// A message that was opened before.
  struct KnownMessage {
    var caseNo: String
    /// Whether it is the same text.
    var isSame: Bool
    /// Whether it was left to a human, and nobody has said anything of it yet.
    var isOpen: Bool
    /// All that it asks, where a question was added; nil where none was.
    var asked: [Ask]?
  }

  /// Without a company that writes there are no letters.
  func requireCompany() throws {
    guard writer.settings.isComplete else {
      throw YuraiError(
        "config.yaml does not name the company's desk yet, so no letter can go out under its name (Docs/operations.md)"
      )
    }
  }

  /// Cases of messages that were opened before, by message id.
  func knownCases(
    of openings: [InquiryOpening], in session: inout Session
  ) throws -> [String: KnownMessage] {
    let ids = openings.compactMap(\.messageID)
    guard !ids.isEmpty else { return [:] }
    let rows = try session.connection.rows(
      SQLScript(named: "inquiry/known_messages").query([
        "ids": ids, "messages": openings.filter { $0.messageID != nil }.map(\.message),
      ]))
    var known: [String: KnownMessage] = [:]
    for row in 0..<rows.count {
      known[try rows.value(row, 0)] = KnownMessage(
        caseNo: try rows.value(row, 1), isSame: try rows.value(row, 2),
        isOpen: try rows.value(row, 3),
        asked: try rows.value(row, 4, as: String?.self).map { text in
          text.split(separator: " ").compactMap { Ask(rawValue: String($0)) }
        })
    }
    return known
  }

  // MARK: Reading

  /// All that is recorded of a case.
  /// - Throws: `YuraiError` when there is none of that number.
  public func load(_ caseNo: String, in session: inout Session) throws -> InquiryCase {
    try InquiryCase(json: record(of: caseNo, in: &session))
  }

  /// The same as one line of documented JSON: every step in its order, and the letters as they were written. What the
  /// record of the person holds is not in it.
  /// - Throws: `YuraiError` when there is none of that number.
  public func json(_ caseNo: String, in session: inout Session) throws -> String {
    let record = try record(of: caseNo, in: &session)
    return "{\"version\":1,\"inquiry\":\(record.replacing("\n", with: ""))}"
  }

  private func record(of caseNo: String, in session: inout Session) throws -> String {
    let rows = try session.connection.rows(
      SQLScript(named: "inquiry/case").query(["case": caseNo]))
    guard !rows.isEmpty else {
      throw YuraiError("there is no case \(caseNo). `yurai inquiry list --all` names them")
    }
    return try rows.value(0, 0)
  }

  // MARK: Steps

  /// Says who the person is. The record must be there; it can be said anew until the case is answered.
  ///
  /// A letter says what is held of the person, and to whom it went: so all ways in which she stands in the data are named,
  /// or those that fit and are somebody else's are (`apart`, customers and orders, with a note that says why).
  /// Of somebody who was erased (`InquiryPerson(.erased)`) the erasure is found by what the case gives.
  /// - Throws: `YuraiError` when there is no such record, when the ways named are not one person's, when there are others
  ///   (`otherWays` names them), or when nobody who was erased had what the case gives.
  public func settle(
    person: InquiryPerson, apart: [String] = [], note: String?, of caseNo: String,
    in session: inout Session
  ) throws {
    let known = try load(caseNo, in: &session)
    if !person.ways.isEmpty { try SearchIndex.prepare(&session) { _ in } }
    let ways = try writer.trails(of: person, in: &session)
    if !apart.isEmpty, (note ?? "").allSatisfy(\.isWhitespace) {
      throw YuraiError(
        "why somebody who fits is another person has to be said: --note", exit: .usage)
    }
    let all = try PersonWays.others(than: person, ways, apart: [], in: &session)
    guard apart.allSatisfy({ id in all.contains { $0.id == id } }) else {
      throw YuraiError("--apart names a customer or an order that does not fit this person anyway")
    }
    let others = all.filter { !apart.contains($0.id) }
    guard others.isEmpty else { throw Self.incomplete(others, caseNo) }
    let isOver = ["answered", "promised", "closed"].contains(known.state)
    var person = person
    if person.kind == .erased { person = try erased(known, note, in: &session) }
    if person.kind == .none, !isOver,
      !known.searches.contains(where: { Self.isThorough($0.fields, $0.decision) })
    {
      throw YuraiError(
        "that somebody is not in the data takes a search for the case that found nobody, by two fields at least, one of them "
          + "an email, a phone number, an address or an order number: `yurai find --inquiry \(caseNo)`"
      )
    }
    if person.kind == .none, !isOver { try allowNone(known, note, in: &session) }
    if person.kind == .notYou, !isOver { try Self.allowNotYou(known, note) }
    if !ways.isEmpty, !isOver { try allow(person, ways, known, note, in: &session) }
    try add(
      .init(caseNo: caseNo, kind: .person, person: person, apart: apart, note: note), in: &session)
  }

  private func compare(
    _ known: InquiryCase, with ways: [TrailDetail], of person: InquiryPerson,
    in session: inout Session
  ) throws -> PersonWays.Comparison {
    let found = try FindJob(actor: actor).everybody(known.query, in: &session)
    return PersonWays.compare(known.query.values, with: ways, found, of: person)
  }

  /// A mistyped id would send somebody a stranger's purchases: where what the case gives, or its last search, speaks for
  /// another person, somebody has to say why it is this one.
  private func allow(
    _ person: InquiryPerson, _ ways: [TrailDetail], _ known: InquiryCase, _ note: String?,
    in session: inout Session
  ) throws {
    let compared = try compare(known, with: ways, of: person, in: &session)
    guard let against = PersonWays.contradiction(person, compared, known) else { return }
    guard (note ?? "").allSatisfy(\.isWhitespace) else { return }
    throw YuraiError(
      "\(against): is it the right id (`yurai find --inquiry \(known.caseNo)`)? If it is, say why: --note",
      exit: .usage)
  }

  /// The letter will say that somebody else typed this person's contact point: so a search has to have met that record, and
  /// where it decided that the person is the one in the record, somebody has to say why not.
  private static func allowNotYou(_ known: InquiryCase, _ note: String?) throws {
    guard let search = known.searches.last(where: { $0.decision != "none" }) else {
      throw YuraiError(
        "that the data are somebody else's takes a search for the case that found whose: `yurai find --inquiry \(known.caseNo)`. "
          + "Where it finds nobody, it is `--none`")
    }
    if search.decision == "one", (note ?? "").allSatisfy(\.isWhitespace) {
      throw YuraiError(
        "the search for the case decided that this person is the one in the record: why it is somebody else has to be said: "
          + "--note", exit: .usage)
    }
  }

  /// Whether a search says that somebody is not there: by two fields, of which one is shared by few.
  static func isThorough(_ fields: [String], _ decision: String) -> Bool {
    let fields = fields.compactMap { SearchField(rawValue: $0) }
    return decision == "none" && fields.count >= 2 && fields.contains(where: \.isStrong)
  }

  /// Methods of checking an identity.
  public enum IdentityMethod: String, CaseIterable, Sendable {
    /// The person gave items that are held, and they agreed.
    case items
    /// Called back at the number on file.
    case callback
    /// The answer goes only to the e-mail or postal address that the record itself holds.
    case contactOnFile = "contact_on_file"
    /// Post that has to be signed for by the person at the address on file.
    case registeredMail = "registered_mail"
    /// Signed in to the member's account.
    case login
    /// An official document was shown; no copy is kept.
    case document
    /// In person.
    case inPerson = "in_person"

    /// Whether it shows who somebody is by itself, whatever is on file, so that the answer may go where the person
    /// wishes.
    var isOfAPerson: Bool {
      switch self {
      case .document, .inPerson, .registeredMail: true
      case .items, .callback, .contactOnFile, .login: false
      }
    }
  }

  /// Results of checking an identity.
  public enum IdentityResult: String, CaseIterable, Sendable {
    /// It is the person.
    case settled
    /// It is not, or cannot be shown to be.
    case failed
    /// More is needed.
    case open
  }

  /// Records that the identity was checked: which items, how, with which result. Never a value.
  ///
  /// A check is of the person who was named last. Where more than one was named in the case, `person` says whose check it was: an
  /// id of the person, or `none`, `not-you`, `erased`.
  /// - Returns: the case as it was, with the person whose check it is.
  /// - Throws: `YuraiError` when an item is none that the record holds, when too little was compared, or when somebody else is
  ///   named by now.
  @discardableResult
  public func check(
    identity result: IdentityResult, by method: IdentityMethod, items: [SearchField],
    note: String?, person: String? = nil, of caseNo: String, in session: inout Session
  ) throws -> InquiryCase {
    let known = try load(caseNo, in: &session)
    if result == .settled { try requirePerson(person, known) }
    if result == .settled, known.personKind == nil || known.personKind == .undecided {
      throw YuraiError(
        "say first who it is in the data (`yurai inquiry person \(caseNo)`): the check is of that person"
      )
    }
    let isHeld = known.personKind != InquiryCase.PersonKind.none && known.personKind != .erased
    // What is on file is somebody else's: the call or the letter would go to that person.
    if result == .settled, !isHeld || known.personKind == .notYou, !method.isOfAPerson {
      throw YuraiError(
        "of this person nothing is on file to compare with: check by document, in_person or registered_mail"
      )
    }
    if method == .items, result == .settled, Set(items.map(\.fact)).count < 2 {
      throw YuraiError(
        "one item does not show who somebody is (a name and its reading, an address and its postal code are one): compare two at "
          + "least, or check in another way (--method)"
      )
    }
    if let person = InquiryPerson(known) {
      let ways = try writer.trails(of: person, in: &session)
      try check(items, result, by: method, against: ways)
      if method == .items, result == .settled, (note ?? "").allSatisfy(\.isWhitespace),
        let item = try differing(items, known, ways, person, in: &session)
      {
        throw YuraiError(
          "the \(item.rawValue) that case \(known.caseNo) gives is not the one that is held, so it did not agree. Where the "
            + "person gave the right one since: --note", exit: .usage)
      }
    }
    try run(in: &session) { connection in
      var record = DeskRecord()
      record.events.append(
        .init(
          caseNo: caseNo, kind: .identity, method: method.rawValue, checked: items.map(\.rawValue),
          result: result.rawValue, note: note))
      try record.write(actor, &connection)
      // Whoever names somebody waits from here on; whoever was faster is seen.
      let named: Int = try connection.value(
        SQLScript(named: "inquiry/persons_named").query(["case": caseNo]))
      guard named == known.events.count(where: { $0.kind == "person" }) else {
        throw YuraiError(
          "somebody else was named in case \(caseNo) at the same moment: look at it (`yurai inquiry show \(caseNo)`), and record "
            + "the check of that person")
      }
    }
    return known
  }

  /// That a check is of the person who is named now.
  private func requirePerson(_ whose: String?, _ known: InquiryCase) throws {
    guard let person = InquiryPerson(known) else { return }
    let now = person.names
    if let whose, !now.contains(whose) {
      throw YuraiError(
        "the person who is named in case \(known.caseNo) is \(now.joined(separator: ", ")), and not \(whose): whose identity was "
          + "checked? Say who it is again (`yurai inquiry person`), or have the one who is named checked",
        exit: .usage)
    }
    // Whoever shares a record or an order with her is the same person, of whom more or less was named.
    let isAnother = known.events.contains { event in
      guard event.kind == "person", let kind = event.personKind, kind != .undecided else {
        return false
      }
      var before = InquiryPerson(kind, event.personIds ?? [])
      before.guestOrders += event.guestOrders ?? []
      before.receivedOrders += event.receivedOrders ?? []
      return Set(before.names).isDisjoint(with: now)
    }
    guard whose == nil, isAnother else { return }
    throw YuraiError(
      "more than one person was named in case \(known.caseNo), the last is \(now.joined(separator: ", ")): say whose identity was "
        + "checked: --of \(now.first ?? "…")", exit: .usage)
  }

  /// An item that the case gives and that is held otherwise.
  private func differing(
    _ items: [SearchField], _ known: InquiryCase, _ ways: [TrailDetail], _ person: InquiryPerson,
    in session: inout Session
  ) throws -> SearchField? {
    guard !ways.isEmpty else { return nil }
    try SearchIndex.prepare(&session) { _ in }
    let differs = try compare(known, with: ways, of: person, in: &session).differs
    return items.first { differs.contains($0) }
  }

  /// Notes something in the history of a case.
  /// - Throws: `YuraiError` when there is no such case, or when the note says nothing: it would stand there for ever.
  public func note(_ text: String, of caseNo: String, in session: inout Session) throws {
    guard !text.allSatisfy(\.isWhitespace) else {
      throw YuraiError(
        "the note is empty: say what is to be kept in the history of the case", exit: .usage)
    }
    _ = try load(caseNo, in: &session)
    try add(.init(caseNo: caseNo, kind: .note, note: text), in: &session)
  }

  /// Records that something promised in the answer is done.
  /// - Throws: `YuraiError` when it was not promised, or is done already.
  public func done(
    _ ask: Ask, note: String?, of caseNo: String, in session: inout Session
  ) throws {
    let known = try load(caseNo, in: &session)
    guard known.due.contains(where: { $0.what == "promise" && $0.ruleId == ask.rawValue }) else {
      throw YuraiError("\(ask.rawValue) was not promised in case \(caseNo)")
    }
    try run(in: &session) { connection in
      // Somebody else may be saying so at this moment: whoever comes second sees it.
      try connection.execute(SQLScript(named: "inquiry/lock").query(["case": caseNo]))
      let isDone: Bool = try connection.value(
        SQLScript(named: "inquiry/is_done").query(["case": caseNo, "ask": ask.rawValue]))
      guard !isDone else {
        throw YuraiError("\(ask.rawValue) is done already in case \(caseNo)")
      }
      var record = DeskRecord()
      record.events = [.init(caseNo: caseNo, kind: .fulfilled, ask: ask.rawValue, note: note)]
      try record.write(actor, &connection)
    }
  }

  /// Hands a case to the privacy officer.
  public func escalate(_ reason: String, of caseNo: String, in session: inout Session) throws {
    _ = try load(caseNo, in: &session)
    try add(.init(caseNo: caseNo, kind: .escalated, note: reason), in: &session)
  }

  /// Closes an answered case; or one that was opened by mistake or taken back, with a reason.
  /// - Throws: `YuraiError` when it is not answered, or closed already.
  public func close(
    _ caseNo: String, note: String?, isWithdrawn: Bool = false, in session: inout Session
  ) throws {
    let known = try load(caseNo, in: &session)
    if isWithdrawn, !["answered", "promised", "closed"].contains(known.state) {
      guard let note, !note.isEmpty else {
        throw YuraiError("why the case is withdrawn has to be said: --note", exit: .usage)
      }
      try add(
        .init(caseNo: caseNo, kind: .closed, method: "withdrawn", note: note), in: &session)
      return
    }
    guard known.state == "answered" else {
      throw YuraiError(
        known.state == "closed"
          ? "case \(caseNo) is closed already"
          : known.state == "promised"
            ? "something that was promised in case \(caseNo) is not done yet: `yurai inquiry done \(caseNo)`"
            : "case \(caseNo) is not answered yet: `yurai inquiry answer \(caseNo)`")
    }
    try add(.init(caseNo: caseNo, kind: .closed, note: note), in: &session)
  }

  /// Adds questions to a case that is not answered yet, with the due dates that come with them.
  ///
  /// Those that it has already stay as they are.
  /// - Throws: `YuraiError` when the case is answered or closed.
  public func ask(
    _ asks: [Ask], of caseNo: String, in session: inout Session
  ) throws -> InquiryCase {
    let known = try load(caseNo, in: &session)
    var new: [Ask] = []
    for ask in asks where !known.asks.contains(ask) && !new.contains(ask) { new.append(ask) }
    guard !new.isEmpty else { return known }
    guard !["answered", "promised", "closed"].contains(known.state) else {
      throw YuraiError(
        "case \(caseNo) is \(known.state == "closed" ? "closed" : "answered"): open what is asked beyond that as a message of its "
          + "own")
    }
    var record = DeskRecord()
    record.events = new.map { .init(caseNo: caseNo, kind: .asked, ask: $0.rawValue) }
    record.due = rules.deadlines(
      law: known.law, asks: known.asks + new, received: known.receivedAt.day, calendar: calendar
    )
    .filter { due in !known.due.contains { $0.ruleId == due.ruleID } }
    .map { (caseNo, 1, $0) }
    try run(in: &session) { connection in try record.write(actor, &connection) }
    return try load(caseNo, in: &session)
  }

  /// Extends the period where the law allows it, and writes the notice of it.
  ///
  /// The law knows two grounds, that it is complex and that there is much of it (GDPR Art. 12(3)); the notice names the one.
  /// `reason` is for the desk's own record.
  /// - Throws: `YuraiError` when it does not, or when the first period is over.
  public func extend(
    _ caseNo: String, reason: String, isComplex: Bool = false, in session: inout Session
  ) throws -> InquiryCase {
    try requireCompany()
    let known = try load(caseNo, in: &session)
    guard let today = Day(AuditJob.today()) else {
      throw YuraiError("what day it is cannot be told")
    }
    let due = rules.deadlines(
      law: known.law, asks: known.asks, received: known.receivedAt.day, calendar: calendar)
    guard let first = due.first(where: { $0.canBeExtendedUntil != nil }),
      let longer = rules.extended(
        first.ruleID, received: known.receivedAt.day, calendar: calendar), let until = longer.dueOn
    else {
      throw YuraiError(
        "the law of case \(caseNo) (\(known.law.rawValue)) knows no extension of the period")
    }
    guard !known.due.contains(where: { $0.ruleId == first.ruleID && $0.revision > 1 }) else {
      throw YuraiError("the period of case \(caseNo) is extended already")
    }
    if let notice = first.noticeBy, today > notice {
      throw YuraiError(
        "the period of case \(caseNo) could be extended until \(notice.description) only: the notice of it has to reach "
          + "the person within the first month")
    }
    var inquiry = LetterInquiry(
      asks: known.asks, law: known.law, receivedOn: known.receivedAt.day, extendedTo: until)
    inquiry.isComplex = isComplex
    let letter = try writer.neutral(
      .extension, inquiry: inquiry, caseNumber: caseNo, addressee: known.given["name"] ?? nil,
      language: known.language)
    try run(in: &session) { connection in
      var record = DeskRecord()
      record.due.append((caseNo, 2, longer))
      record.events.append(.init(caseNo: caseNo, kind: .extended, note: reason))
      record.letters.append(
        .init(caseNo: caseNo, stage: .extension, written: letter, sendTo: Self.address(known)))
      try record.write(actor, &connection)
    }
    return try load(caseNo, in: &session)
  }

  /// To which e-mail address a letter of the case goes; nil by post.
  static func address(_ known: InquiryCase) -> String? {
    known.channel.isElectronic ? known.replyTo.flatMap(MailCheck.usable) : nil
  }

  private func add(_ event: DeskRecord.Event, in session: inout Session) throws {
    try run(in: &session) { connection in
      var record = DeskRecord()
      record.events.append(event)
      try record.write(actor, &connection)
    }
  }

  /// One transaction; what the database refuses is said in words. `meanwhile` is thrown where somebody else took the step
  /// first.
  func run(
    in session: inout Session,
    meanwhile: YuraiError? = nil,
    _ body: (inout Connection) throws -> Void
  ) throws {
    do {
      try session.connection.transaction { connection in try body(&connection) }
    } catch let error as PostgresError where error.sqlState == .restrictViolation {
      throw meanwhile
        ?? YuraiError(
          "the case does not allow this step: \(error.message ?? "see `yurai inquiry show`")")
    } catch let error as PostgresError where error.sqlState == .uniqueViolation {
      throw meanwhile
        ?? YuraiError("somebody else took this step at the same moment: see `yurai inquiry show`")
    }
  }
}
