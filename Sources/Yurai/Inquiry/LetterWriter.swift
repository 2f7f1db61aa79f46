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
    var detail: TrailDetail?
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

  /// The letter about a person, or one of a kind that rests on no record.
  ///
  /// `byPost` says, of what the record holds, whether the letter needs a postal address.
  /// `kind` is nil for what the record says of itself, `inquiry` for a draft, `addressee` for the name of the record.
  /// - Throws: `YuraiError` when there is no such record or no audit, when the facts have changed since the audit, or
  ///   when the letter would break a rule of the contract.
  func write(
    about person: InquiryPerson?, kind given: LetterKind? = nil, inquiry: LetterInquiry?,
    caseNumber: String?, addressee: String?, language: Language, in session: inout Session,
    byPost: (RecordValues?) -> Bool = { _ in false }
  ) throws -> Written {
    guard let today = Day(AuditJob.today()) else {
      throw YuraiError("what day it is cannot be told")
    }
    var inquiry = inquiry
    var detail: TrailDetail?
    var run: LetterContext.Run?
    var hours = settings.timelyHours
    if let person {
      let audited = try lastRun(person, in: &session)
      run = audited.run
      hours = audited.hours
      if person.customer != nil || !person.orders.isEmpty {
        var job = TraceJob()
        job.timelyHours = hours
        try check(person, in: &session)
        var found = try job.trail(of: person, in: &session)
        try audited.check(found)
        found.isJudged = person.customer != nil
        try Self.check(found, of: person)
        detail = found
      }
      if inquiry?.asks.contains(.leaked) == true, person.kind != .notYou, person.kind != .none {
        inquiry?.exposures = try exposures(of: person, in: &session)
      }
    }
    let kind = given ?? Self.kind(of: person, detail)
    let letter = try checked(
      kind, detail, inquiry, run, caseNumber, addressee ?? detail?.values.name ?? "", language,
      today, byPost(detail?.values) ? detail?.values : nil)
    if let person, let detail { try checkStrangers(letter, person, detail, in: &session) }
    return Written(
      letter: letter, kind: kind, language: language, run: run?.id, date: today, detail: detail,
      exposures: inquiry?.exposures ?? [],
      answerBy: LetterContext.answerBy(today, dueOn: inquiry?.dueOn))
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
      kind, nil, inquiry, nil, caseNumber, addressee ?? "", language, today, nil)
    return Written(
      letter: letter, kind: kind, language: language, date: today,
      answerBy: LetterContext.answerBy(today, dueOn: inquiry.dueOn))
  }

  private func checked(
    _ kind: LetterKind, _ detail: TrailDetail?, _ inquiry: LetterInquiry?,
    _ run: LetterContext.Run?, _ caseNumber: String?, _ addressee: String, _ language: Language,
    _ today: Day, _ postTo: RecordValues?
  ) throws -> Letter {
    var context = LetterContext(
      company: settings.company, department: settings.department, signer: settings.signer,
      address: settings.address, phone: settings.phone, email: settings.email,
      caseNumber: caseNumber, letterDate: today, addressee: addressee, run: run,
      language: language, inquiry: inquiry)
    if let postTo {
      context.postalAddress = [postTo.postalCode.map { "〒" + $0 }, postTo.address].compactMap { $0 }
    }
    let letter = renderer.render(kind, detail, context)
    let problems = LetterLint().problems(in: letter, kind, about: detail, context)
    guard problems.isEmpty else {
      let names = Set(problems.map(\.rule.rawValue)).sorted().joined(separator: ", ")
      throw YuraiError("the letter breaks its own rules and was not written: \(names)")
    }
    return letter
  }

  private static func kind(of person: InquiryPerson?, _ detail: TrailDetail?) -> LetterKind {
    switch person?.kind {
    case .recipient: .recipient
    case .notYou: .notYou
    case .customer, .guestOrder: detail.map { LetterKind($0) } ?? .unheld
    case .none?, .undecided, nil: .unheld
    }
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
    _ letter: Letter, _ person: InquiryPerson, _ detail: TrailDetail, in session: inout Session
  ) throws {
    let others = try session.connection.rows(
      SQLScript(named: "inquiry/others").query([
        "customer_key": try person.key(session.secret), "orders": person.orders,
        "recipient": person.kind == .recipient,
      ])
    ).map { row in try row.value(0, as: String.self) }
    let own = ContactField.allCases.compactMap { detail.values[$0] }
    guard LetterLint().strangers(in: letter, others, own: own).isEmpty else {
      throw YuraiError(
        "the letter would hold a value of another person and was not written: \(LetterProblem.Rule.anotherPerson.rawValue)"
      )
    }
  }

  /// Orders are one guest's, or one recipient's, only if what they hold of the person agrees: anybody can place an order
  /// in somebody's name.
  /// - Throws: `YuraiError` that says why they cannot be.
  func check(_ person: InquiryPerson, in session: inout Session) throws {
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
        "customer_key": try person.key(session.secret), "orders": person.orders,
        "recipient": person.kind == .recipient,
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
