internal import Foundation
internal import Postgres
internal import Rendering

/// Writes letters about people out of the facts as they are, resting on the last audit run, and lets none out that breaks
/// the letter contract.
public struct LetterWriter: Sendable {
  /// A letter and what it rests on.
  struct Written: Sendable {
    var letter: Letter
    var kind: LetterKind
    var language: Language
    var run: Int?
    var date: Day
    /// The trails of the ways in which the person stands in the data, in the order of `InquiryPerson.ways`.
    var ways: [TrailDetail] = []
    var exposures: [Exposure] = []
    /// By when it says that what is not known yet will be told.
    var answerBy: Day
  }

  let settings: OperatorSettings
  private let renderer: LetterRenderer

  /// - Parameter settings: the company that writes, and where its own templates are.
  /// - Throws: `YuraiError` for a template that is wrong.
  public init(settings: OperatorSettings) throws {
    self.settings = settings
    renderer = try Self.renderer(settings)
  }

  /// Somebody with what the data hold of her as of the last audit.
  struct Subject {
    fileprivate(set) var person: InquiryPerson
    /// The trails of the ways, in the order of `InquiryPerson.ways`.
    fileprivate(set) var ways: [TrailDetail] = []
    fileprivate var run: LetterContext.Run
    /// The erasure, of somebody who was erased.
    fileprivate var erased: TrailDetail?
  }

  /// Reads what the data hold of a person.
  /// - Throws: `YuraiError` when there is no such record or no audit, when the facts have changed since the audit, or
  ///   when the ways are not one person's.
  func load(_ person: InquiryPerson, in session: inout Session) throws -> Subject {
    guard let subject = try loadIfOne(person, in: &session) else { throw Self.areDifferent }
    return subject
  }

  /// The same; nil when the ways are not one person's.
  func loadIfOne(_ person: InquiryPerson, in session: inout Session) throws -> Subject? {
    let ways = person.ways
    guard !ways.isEmpty else {
      let run = try lastRun(person, in: &session).run
      let erased =
        person.kind == .erased ? try ErasedPerson.detail(of: person, in: &session) : nil
      return Subject(person: person, run: run, erased: erased)
    }
    var subject: Subject?
    for way in ways {
      let audited = try lastRun(way, in: &session)
      var job = TraceJob()
      job.timelyHours = audited.hours
      try check(way, in: &session)
      var found = try job.trail(of: way, in: &session)
      try audited.check(found)
      found.isJudged = way.customer != nil
      try Self.check(found, of: way)
      if subject == nil { subject = Subject(person: person, run: audited.run) }
      subject?.ways.append(found)
    }
    return subject.flatMap { PersonWays.areOne($0.ways) ? $0 : nil }
  }

  /// The trails of the ways of a person as they are now, whatever the audit says.
  /// - Throws: `YuraiError` when there is no such record, or when the ways are not one person's.
  func trails(of person: InquiryPerson, in session: inout Session) throws -> [TrailDetail] {
    var found: [TrailDetail] = []
    for way in person.ways {
      try check(way, in: &session)
      found.append(try TraceJob().trail(of: way, in: &session))
    }
    guard PersonWays.areOne(found) else { throw Self.areDifferent }
    return found
  }

  /// A wrong match discloses a stranger's life: every way has to agree with another, as `find` would have it.
  private static let areDifferent = YuraiError(
    "the records and orders do not hold the same name and contact points, so they may be different people's: name only "
      + "those that agree")

  /// The letter about a person, or one of a kind that rests on no record.
  ///
  /// `post` gives, of what the record holds, the postal address that the letter needs; nil where it needs none.
  /// `inquiry` is nil for a draft, `addressee` for the name of the record.
  /// - Throws: `YuraiError` when the letter would break a rule of the contract, or not be complete.
  func write(
    about subject: Subject, inquiry: LetterInquiry?, caseNumber: String?, addressee: String?,
    language: Language, in session: inout Session,
    post: (RecordValues?) -> RecordValues? = { _ in nil }
  ) throws -> Written {
    guard let today = Day(AuditJob.today()) else {
      throw YuraiError("what day it is cannot be told")
    }
    let person = subject.person
    var inquiry = inquiry
    if inquiry?.asks.contains(.leaked) == true, person.kind != .notYou, person.kind != .none {
      inquiry?.exposures = try exposures(of: person, in: &session)
      // What an incident exposed of her went with her data: the letter says that, whatever it says of everybody else.
      if person.kind == .erased, let incidents = inquiry?.exposures,
        incidents.contains(where: { $0.exposureClass != nil })
      {
        inquiry?.exposures = incidents.map { .forgotten(in: $0) }
      }
    }
    let joined =
      subject.erased.map { (kind: LetterKind.erased, detail: $0) }
      ?? TrailDetail.joined(subject.ways)
    guard joined != nil || subject.ways.isEmpty else {
      throw YuraiError(
        "one of the records is erased, and others are not: name only the others, and say in the note that one was erased"
      )
    }
    let kind = joined?.kind ?? (person.kind == .notYou ? .notYou : .unheld)
    try checkComplete(kind, inquiry, language)
    let values = subject.ways.first?.values
    let context = context(
      inquiry, subject.run, caseNumber, addressee ?? values?.name ?? "", language, today,
      post(values))
    guard context.postalAddress.isEmpty || !context.isAddresseeTooWide else {
      throw YuraiError(
        "the name on the record is longer than a letter by post has room for (200 columns, 100 Japanese characters), and without "
          + "it the post may leave it with anybody: correct the record and import it, or answer an e-mail address that it holds"
      )
    }
    let letter = try checked(kind, joined?.detail, context)
    try checkStrangers(letter, kind, joined?.detail, context, subject, in: &session)
    return Written(
      letter: letter, kind: kind, language: language, run: subject.run.id, date: today,
      ways: subject.ways, exposures: inquiry?.exposures ?? [],
      answerBy: LetterContext.answerBy(today, dueOn: inquiry?.dueOn))
  }

  /// A copy of the data under the GDPR comes with purposes, storage and transfers, or it is no complete answer.
  private func checkComplete(
    _ kind: LetterKind, _ inquiry: LetterInquiry?, _ language: Language
  ) throws {
    guard let inquiry, inquiry.law != .appi, inquiry.asks.contains(.disclosure),
      !kind.isInterim || inquiry.isConcluded,
      ![.unheld, .notYou, .erased].contains(kind)
    else { return }
    let missing = (settings.processing[language.rawValue] ?? LetterProcessing()).missing
    guard missing.isEmpty else {
      let keys = missing.map { "`gdpr: \(language.rawValue): \($0)`" }.joined(separator: ", ")
      throw YuraiError(
        "article 15 of the GDPR wants the purposes, the storage and the transfers told with a disclosure, and config.yaml "
          + "does not say them: set \(keys) (Docs/operations.md)")
    }
  }

  /// A letter that says nothing of the data: the acknowledgement, an extension, an identity that was not confirmed.
  /// - Throws: `YuraiError` when it would break a rule of the contract.
  func neutral(
    _ kind: LetterKind, inquiry: LetterInquiry, caseNumber: String, addressee: String?,
    language: Language
  ) throws -> Written {
    guard let today = Day(AuditJob.today()) else {
      throw YuraiError("what day it is cannot be told")
    }
    let letter = try checked(
      kind, nil, context(inquiry, nil, caseNumber, addressee ?? "", language, today, nil))
    return Written(
      letter: letter, kind: kind, language: language, date: today,
      answerBy: LetterContext.answerBy(today, dueOn: inquiry.dueOn))
  }

  private func context(
    _ inquiry: LetterInquiry?, _ run: LetterContext.Run?, _ caseNumber: String?,
    _ addressee: String, _ language: Language, _ today: Day, _ postTo: RecordValues?
  ) -> LetterContext {
    var context = LetterContext(
      company: settings.company, department: settings.department, signer: settings.signer,
      address: settings.address, phone: settings.phone, email: settings.email,
      caseNumber: caseNumber, letterDate: today, addressee: addressee, run: run,
      language: language, inquiry: inquiry, processing: settings.processing[language.rawValue])
    if let postTo {
      context.postalAddress = [postTo.postalCode.map(Self.postalMark), postTo.address]
        .compactMap { $0 }
    }
    return context
  }

  private func checked(
    _ kind: LetterKind, _ detail: TrailDetail?, _ context: LetterContext
  ) throws -> Letter {
    let letter = renderer.render(kind, detail, context)
    let problems = LetterLint().problems(in: letter, kind, about: detail, context)
    guard problems.isEmpty else {
      let names = Set(problems.map(\.rule.rawValue)).sorted().joined(separator: ", ")
      let isTooLong = problems.contains { $0.rule == .tooLong }
      throw YuraiError(
        "the letter breaks its own rules and was not written: \(names)"
          + (isTooLong ? Self.advice(renderer.size(kind, detail, context), kind) : ""))
    }
    return letter
  }

  /// What makes a letter too long, and what can be done about it.
  static func advice(_ size: LetterSize, _ kind: LetterKind) -> String {
    let (part, remedy) =
      switch size.longest {
      case .frame:
        ("what stands around it (addresses and contact)", "shorten the desk's lines in config.yaml")
      case .words:
        ("its paragraphs", "shorten `gdpr` in config.yaml or the template letter-\(kind.rawValue)")
      case .steps:
        (
          "the answers to the questions",
          "shorten `gdpr` in config.yaml or the templates letter-ask-…"
        )
      case .table: ("the table of what is held", "nothing of it may be left out")
      }
    return
      ". It has \(size.lines) lines, and a page holds \(size.room); \(part) is the longest part, with "
      + "\(size.parts[size.longest] ?? 0) of them: \(remedy); or hand the case to the privacy officer (`yurai inquiry escalate`), "
      + "who answers by hand"
  }

  /// 〒156-0043: seven digits get their hyphen, anything else stays as it was written.
  static func postalMark(_ code: String) -> String {
    let isBare = code.count == 7 && code.allSatisfy { $0.isASCII && $0.isNumber }
    return "〒" + (isBare ? code.prefix(3) + "-" + code.suffix(4) : code[...])
  }

  /// The last run, and what it said of the person.
  private struct Audited {
    var run: LetterContext.Run
    var hours: Int
    var verdict: String?
    var isNewer: Bool
    var isJudged: Bool

    /// The letter says what the audit says, or nothing.
    func check(_ detail: TrailDetail) throws {
      guard isJudged else {
        if isNewer { throw stale }
        return
      }
      guard let verdict else {
        throw YuraiError(
          "this record came in after the last audit. Run `yurai audit --full`, so that the letter can rest on it"
        )
      }
      if verdict != detail.trail.verdict.rawValue || isNewer { throw stale }
    }

    private var stale: YuraiError {
      YuraiError(
        "the facts about this record have changed since the last audit: run `yurai audit --full` again, so that the "
          + "letter says what the audit says")
    }
  }

  private func lastRun(
    _ person: InquiryPerson, in session: inout Session
  ) throws -> Audited {
    let rows = try session.connection.rows(
      SQLScript(named: "queries/letter_run").query([
        "customer_key": try person.key(session.secret), "orders": person.orders,
        "recipient": person.kind == .recipient,
      ]))
    guard !rows.isEmpty else {
      throw YuraiError("there has been no audit yet: run `yurai audit --full` first")
    }
    guard let finished = Moment(try rows.value(0, 1) as String) else {
      throw YuraiError("the time of the last audit cannot be read")
    }
    return Audited(
      run: .init(id: try rows.value(0, 0), finishedAt: finished), hours: try rows.value(0, 2),
      verdict: try rows.value(0, 3), isNewer: try rows.value(0, 4),
      isJudged: person.customer != nil)
  }

  /// Nothing of who ordered is told to who received, nor the other way round.
  private func checkStrangers(
    _ letter: Letter, _ kind: LetterKind, _ detail: TrailDetail?, _ context: LetterContext,
    _ subject: Subject, in session: inout Session
  ) throws {
    var others: [String] = []
    for way in subject.person.ways {
      others += try session.connection.rows(
        SQLScript(named: "inquiry/others").query([
          "customer_key": try way.key(session.secret), "orders": way.orders,
          "recipient": way.kind == .recipient,
        ])
      ).map { row in try row.value(0, as: String.self) }
    }
    let own = subject.ways.flatMap { way in ContactField.allCases.compactMap { way.values[$0] } }
    func hasStrangers(_ letter: Letter) -> Bool {
      !LetterLint().strangers(in: letter, others, own: own).isEmpty
    }
    guard hasStrangers(letter) else { return }
    // Who signs may bear the name of who ordered: what config.yaml says of the sender is nobody's secret.
    guard !hasStrangers(renderer.render(kind, detail, context.withoutSender)) else {
      throw YuraiError(
        "the letter would hold a value of another person and was not written: \(LetterProblem.Rule.anotherPerson.rawValue)"
      )
    }
  }

  /// Orders are one guest's, or one recipient's, only if what they hold of the person agrees: anybody can place an order
  /// in somebody's name.
  /// - Throws: `YuraiError` that says why they cannot be.
  private func check(_ person: InquiryPerson, in session: inout Session) throws {
    guard !person.orders.isEmpty else { return }
    let isRecipient = person.kind == .recipient
    let rows = try session.connection.rows(
      SQLScript(named: "inquiry/orders_check").query([
        "orders": person.orders, "recipient": isRecipient,
      ]))
    let found: Int = try rows.value(0, 0)
    let owned: Int = try rows.value(0, 1)
    let sent: Int = try rows.value(0, 2)
    let different: Int = try rows.value(0, 3)
    guard found == Set(person.orders).count else {
      throw YuraiError(
        "there is no order with that id. Orders are named mall/merchant/order_id, as `yurai find` prints them"
      )
    }
    if isRecipient {
      guard sent == found else {
        throw YuraiError("not every one of the orders was sent to somebody else than its orderer")
      }
    } else if owned > 0 {
      throw YuraiError(
        "not every one of the orders is a guest's: name the customer record instead (--customer)")
    }
    guard different <= 1 else {
      throw YuraiError(
        "the orders do not hold the same name and contact points, so they may be different people's: name only those "
          + "that agree")
    }
  }

  /// What a letter could not say truly of somebody who has no record.
  private static func check(_ detail: TrailDetail, of person: InquiryPerson) throws {
    guard person.kind == .recipient else { return }
    let isSound = detail.trail.trail.allSatisfy { event in
      event.placed && !detail.isPurchase(event)
    }
    guard isSound else {
      throw YuraiError(
        "the order that names this recipient does not fit the merchants in the mall, or came in a bought file: hand the case to the privacy officer "
          + "(`yurai inquiry escalate`)")
    }
  }

  private func exposures(
    of person: InquiryPerson, in session: inout Session
  ) throws -> [Exposure] {
    let rows = try session.connection.rows(
      SQLScript(named: "inquiry/exposure").query([
        "customer_keys": try person.customers.map { try TraceJob.key(of: $0, session.secret) },
        "orders": person.guestOrders, "received": person.receivedOrders,
      ]))
    let json: String = try rows.value(0, 0)
    var found = try JSONDecoder().decode([Exposure].self, from: Data(json.utf8))
    // A recipient gave no card.
    if person.kind == .recipient { for index in found.indices { found[index].scope = [] } }
    return found.isEmpty ? [Exposure()] : found
  }

  /// The built-in templates, those of the operator's own folder instead where there are any.
  static func templates(_ settings: OperatorSettings) throws -> [String: String] {
    let folder = "Sources/Rendering/Templates/"
    var templates: [String: String] = [:]
    for (path, text) in EmbeddedFiles.text where path.hasPrefix(folder) {
      templates[String(path.dropFirst(folder.count))] = text
    }
    guard let own = settings.templates else { return templates }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: own) else {
      throw YuraiError(
        "the folder of templates \(own) cannot be read: see `templates` in config.yaml")
    }
    for name in names.sorted() where name.hasSuffix(".mustache") {
      guard templates[name] != nil else {
        throw YuraiError(
          "\(own)/\(name) replaces no template: the names are in Docs/letters.md")
      }
      guard let text = try? String(contentsOfFile: "\(own)/\(name)", encoding: .utf8) else {
        throw YuraiError("\(own)/\(name) is no UTF-8 text")
      }
      templates[name] = text
    }
    return templates
  }

  private static func renderer(_ settings: OperatorSettings) throws -> LetterRenderer {
    do {
      return try LetterRenderer(templates: templates(settings))
    } catch let error as LetterTemplateError {
      throw YuraiError("\(error.description). Correct it in the folder `templates` of config.yaml")
    }
  }
}
