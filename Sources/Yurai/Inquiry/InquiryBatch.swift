internal import Foundation
internal import Matching
internal import Postgres
public import Rendering

/// Answers a file of messages: all of them that can be answered safely, and a work list of the rest.
///
/// Each message is opened, acknowledged with the neutral letter, searched, and answered or held back in one transaction
/// with some hundred others; letters are files made from the archive afterwards. So a run that was interrupted goes on
/// where it stopped, with nothing answered twice and nothing lost.
public struct InquiryBatch: Sendable {
  private let desk: InquiryDesk
  private let settings: OperatorSettings
  private let language: Language
  private let acceptsContactOnFile: Bool
  private let detector: AskDetector?

  /// Messages in one transaction.
  static let chunk = 200

  /// - Parameters:
  ///   - desk: who acts.
  ///   - settings: the company that writes.
  ///   - language: of answers to messages that name none.
  ///   - acceptsContactOnFile: whether an answer that goes only to a contact point of the record itself needs no
  ///     other check of the identity.
  public init(
    desk: InquiryDesk, settings: OperatorSettings, language: Language, acceptsContactOnFile: Bool
  ) {
    self.desk = desk
    self.settings = settings
    self.language = language
    self.acceptsContactOnFile = acceptsContactOnFile
    detector = try? AskDetector()
  }

  /// Runs the file. `progress` is told how many messages are done.
  /// - Throws: `YuraiError` when a text cannot be read or the directory not be written; what was done stays done.
  public func run(
    _ file: InquiryBatchFile, into directory: String, in session: inout Session,
    progress: (Int) -> Void
  ) throws -> InquiryBatchSummary {
    let start = Date()
    let folder = try BatchFolder(directory, settings)
    var summary = InquiryBatchSummary()
    var done = 0
    try file.forEach(Self.chunk) { messages in
      try Interruption.check("the messages before are answered and stay")
      let openings = try messages.map { try opening($0, file) }
      let known = try desk.knownCases(of: openings, in: &session)
      let fresh = openings.indices.filter { index in
        openings[index].messageID.map { known[$0] == nil } ?? true
      }
      let cases = try open(fresh.map { (openings[$0], messages[$0]) }, in: &session)
      summary.opened += fresh.count
      try export(known.values.sorted() + cases, to: folder, &summary, in: &session)
      done += messages.count
      progress(done)
    }
    summary.messages = done
    summary.seconds = Date().timeIntervalSince(start)
    try folder.finish(summary)
    return summary
  }

  private func opening(
    _ message: InquiryBatchFile.Message, _ file: InquiryBatchFile
  ) throws -> InquiryOpening {
    let values = message.values
    let text = try file.text(of: message)
    let asks = (values[.asks] ?? "").split(separator: " ").compactMap { Ask(rawValue: String($0)) }
    let now = Moment(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000))
    let opening = InquiryOpening(
      messageID: values[.messageID], receivedAt: values[.receivedAt].flatMap { Moment($0) } ?? now,
      channel: values[.channel].flatMap { InquiryChannel(rawValue: $0) } ?? .email,
      language: values[.language].flatMap { Language(rawValue: $0) } ?? language,
      law: values[.law].flatMap { Law(rawValue: $0) } ?? .appi,
      asks: asks.isEmpty ? detector?.read(text).asks ?? [] : asks, message: text,
      given: message.given, replyTo: values[.replyTo])
    do { try opening.check() } catch let error as YuraiError {
      throw YuraiError("line \(message.line): \(error.message)")
    }
    return opening
  }

  /// Opens some messages, and answers what can be; their case numbers.
  private func open(
    _ messages: [(opening: InquiryOpening, row: InquiryBatchFile.Message)],
    in session: inout Session
  ) throws -> [String] {
    guard !messages.isEmpty else { return [] }
    let numbers = try desk.numbers(messages.count, in: &session)
    let results = try FindJob(actor: desk.actor).run(
      zip(messages, numbers).map { message, number in
        var query = FindQuery(id: message.opening.messageID ?? "", message.opening.given)
        query.inquiry = number
        return query
      }, in: &session)
    var record = DeskRecord()
    for (index, message) in messages.enumerated() {
      record.add(try desk.draft(message.opening, numbers[index]))
      try decide(message.opening, message.row, results[index], numbers[index], &record, &session)
    }
    try desk.run(in: &session) { connection in try record.write(desk.actor, &connection) }
    return numbers
  }

  /// What becomes of one message: steps and a letter, or a reason why a human has to look at it.
  private func decide(
    _ opening: InquiryOpening, _ row: InquiryBatchFile.Message, _ result: SearchResult,
    _ caseNo: String, _ record: inout DeskRecord, _ session: inout Session
  ) throws {
    let person = Self.person(result)
    func hold(_ reason: String) {
      record.events.append(
        .init(caseNo: caseNo, kind: .held, note: "\(reason) (found: \(result.decision.rawValue))"))
    }
    let topics = detector?.read(opening.message).topics ?? []
    guard topics.isEmpty else { return hold("topic: \(topics.joined(separator: " "))") }
    guard !opening.asks.isEmpty else { return hold("asks-unknown") }
    let method = row.values[.identity]
    guard method != nil || acceptsContactOnFile else { return hold("identity-open") }
    if method == nil, person.ids.isEmpty { return hold("identity-open") }
    guard person.kind != .undecided else { return hold("several") }
    let contact = InquiryDesk.IdentityMethod.contactOnFile.rawValue
    let sent: DeskRecord.Sent
    do {
      sent = try desk.compose(
        to: person, caseNo: caseNo,
        inquiry: LetterInquiry(
          asks: opening.asks, law: opening.law, receivedOn: opening.receivedAt.day,
          given: opening.given.keys.sorted().map(\.rawValue)),
        addressee: opening.given[.name], language: opening.language, method: method ?? contact,
        replyTo: opening.channel.isElectronic ? opening.replyTo : nil, in: &session)
    } catch let error as YuraiError {
      return hold("letter-refused: \(error.message)")
    }
    if method == nil || method == contact {
      guard reaches(opening, result, sent, session.secret) else { return hold("identity-open") }
    }
    if sent.written.kind == .purchased { return hold("purchased") }
    if let address = sent.sendTo, !MailCheck.isUsable(address) { return hold("address-unusable") }
    record.events.append(.init(caseNo: caseNo, kind: .person, person: person))
    record.events.append(
      .init(
        caseNo: caseNo, kind: .identity, method: method ?? contact,
        checked: Self.checked(result), result: InquiryDesk.IdentityResult.settled.rawValue))
    if sent.stage == .interim {
      record.events.append(
        .init(caseNo: caseNo, kind: .escalated, note: InquiryDesk.reason(of: sent.written)))
    }
    record.letters.append(sent)
  }

  /// Whether the answer goes to a contact point that the record itself holds, and that the person named.
  private func reaches(
    _ opening: InquiryOpening, _ result: SearchResult, _ sent: DeskRecord.Sent,
    _ secret: MatchSecret
  ) -> Bool {
    guard let values = sent.written.detail?.values else { return false }
    if opening.channel.isElectronic {
      guard let from = opening.replyTo, let held = values.email else { return false }
      var maker = KeyMaker(secret: secret)
      let key = maker.email(Array(from.utf8).span)
      return key != nil && key == maker.email(Array(held.utf8).span)
    }
    return result.candidates.first?.equalFields.contains(.address) == true
  }

  /// Whom a search settles on.
  private static func person(_ result: SearchResult) -> InquiryPerson {
    switch result.decision {
    case .none: return InquiryPerson(.none)
    case .several: return InquiryPerson(.undecided)
    case .one:
      func ids(_ kind: SearchCandidate.Kind) -> [String] {
        result.candidates.filter { $0.kind == kind }.map(\.id)
      }
      if let customer = ids(.customer).first { return InquiryPerson(.customer, [customer]) }
      let guest = ids(.guestOrder)
      return guest.isEmpty
        ? InquiryPerson(.recipient, ids(.recipient)) : InquiryPerson(.guestOrder, guest)
    }
  }

  private static func checked(_ result: SearchResult) -> [String] {
    (result.candidates.first?.equalFields ?? []).sorted().map(\.rawValue)
  }

  private func export(
    _ cases: [String], to folder: BatchFolder, _ summary: inout InquiryBatchSummary,
    in session: inout Session
  ) throws {
    let rows = try session.connection.rows(
      SQLScript(named: "inquiry/batch_result").query(["cases": cases]))
    for row in 0..<rows.count {
      let known = try InquiryCase(json: rows.value(row, 0))
      summary.add(known)
      try folder.write(known)
    }
  }
}
