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
  private let detector: AskDetector

  /// Messages in one transaction.
  static let chunk = 200

  /// - Parameters:
  ///   - desk: who acts.
  ///   - settings: the company that writes.
  ///   - language: of answers to messages that name none.
  ///   - acceptsContactOnFile: whether an answer that goes only to a contact point of the record itself needs no
  ///     other check of the identity.
  /// - Throws: `YuraiError` when the phrases that questions are known by cannot be read.
  public init(
    desk: InquiryDesk, settings: OperatorSettings, language: Language, acceptsContactOnFile: Bool
  ) throws {
    self.desk = desk
    self.settings = settings
    self.language = language
    self.acceptsContactOnFile = acceptsContactOnFile
    detector = try AskDetector()
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
      var work: [Work] = []
      var settled: [String] = []
      for (opening, message) in zip(openings, messages) {
        guard let before = opening.messageID.flatMap({ known[$0] }) else {
          work.append(Work(opening, message))
          continue
        }
        if !before.isSame {
          summary.addReused(message.values[.messageID] ?? "", case: before.caseNo)
        } else if before.isOpen {
          work.append(Work(opening, message, before))
        } else {
          settled.append(before.caseNo)
        }
      }
      summary.opened += work.count { $0.caseNo == nil }
      let cases = try take(work, in: &session)
      try export(settled.sorted() + cases, to: folder, &summary, in: &session)
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
      asks: asks.isEmpty ? detector.read(text).asks : asks, message: text,
      given: message.given, replyTo: values[.replyTo])
    do {
      try opening.check()
      try desk.requireRules(opening)
    } catch let error as YuraiError {
      throw YuraiError("line \(message.line): \(error.message)")
    }
    return opening
  }

  /// A message that is to be opened, or that was left to a human and is looked at again.
  private struct Work {
    var opening: InquiryOpening
    var row: InquiryBatchFile.Message
    var caseNo: String?
    /// Whether somebody has said what it asks.
    var isRead: Bool

    init(
      _ opening: InquiryOpening, _ row: InquiryBatchFile.Message,
      _ known: InquiryDesk.KnownMessage? = nil
    ) {
      self.opening = opening
      self.row = row
      caseNo = known?.caseNo
      isRead = row.values[.asks] != nil || known?.asked != nil
      if row.values[.asks] == nil, let asked = known?.asked { self.opening.asks = asked }
    }
  }

  /// Opens some messages, and answers what can be; their case numbers.
  private func take(_ work: [Work], in session: inout Session) throws -> [String] {
    guard !work.isEmpty else { return [] }
    var fresh = try desk.numbers(work.count { $0.caseNo == nil }, in: &session)[...]
    let numbers = work.map { $0.caseNo ?? fresh.removeFirst() }
    let results = try FindJob(actor: desk.actor).run(
      zip(work, numbers).map { item, number in
        var query = FindQuery(id: item.opening.messageID ?? "", item.opening.given)
        query.inquiry = number
        return query
      }, in: &session)
    let erased = try ErasedPerson.matches(
      work.map { FindQuery($0.opening.own) }, in: &session)
    var record = DeskRecord()
    for (index, item) in work.enumerated() {
      try Interruption.check("the messages before are answered and stay")
      if item.caseNo == nil { record.add(try desk.draft(item.opening, numbers[index])) }
      try decide(
        item.opening, item.row, results[index], erased[index], numbers[index], isRead: item.isRead,
        isAgain: item.caseNo != nil, &record, &session)
    }
    try desk.run(in: &session, meanwhile: Self.isTaken) { connection in
      try record.write(desk.actor, &connection)
    }
    return numbers
  }

  private static let isTaken = YuraiError(
    "another batch answers these messages at the moment. Nobody is answered twice; run the same command again when the other "
      + "has ended, for the rest and for the files", exit: .locked)

  /// What becomes of one message: steps and a letter, or a reason why a human has to look at it.
  private func decide(
    _ opening: InquiryOpening, _ row: InquiryBatchFile.Message, _ result: SearchResult,
    _ erased: [ErasedPerson.Match], _ caseNo: String, isRead: Bool, isAgain: Bool,
    _ record: inout DeskRecord, _ session: inout Session
  ) throws {
    var person = Self.person(result)
    func hold(_ reason: String) {
      record.events.append(
        .init(caseNo: caseNo, kind: .held, note: "\(reason) (found: \(result.decision.rawValue))"))
    }
    let reading = detector.read(opening.message)
    let topics = reading.topics
    guard topics.isEmpty else { return hold("topic: \(topics.joined(separator: " "))") }
    guard !opening.asks.isEmpty else { return hold("asks-unknown") }
    // Where a human said what is asked, that counts.
    guard isRead || reading.unread == 0 else { return hold("asks-partly") }
    let method = row.values[.identity].flatMap { InquiryDesk.IdentityMethod(rawValue: $0) }
    guard method != nil || acceptsContactOnFile else { return hold("identity-open") }
    guard person.kind != .undecided else { return hold("several") }
    if person.ways.isEmpty {
      // That somebody is not in the data is told to nobody but that person, and on good grounds.
      guard let method, method.isOfAPerson else { return hold("identity-open") }
      let fields = opening.given.keys.map(\.rawValue)
      guard InquiryDesk.isThorough(fields, result.decision.rawValue) else {
        return hold("too-little-to-search-by")
      }
      // Somebody of the name is there, and people move: "we hold nothing" could be false.
      // She may have married and moved, and still write from where the record knows her.
      if opening.channel.isElectronic, let from = opening.replyTo,
        !desk.isSameEmail(from, opening.given[.email], session.secret),
        try desk.isHeld(from, in: &session)
      {
        return hold("reply-to-on-file")
      }
      guard result.namesakes == 0 else { return hold("namesakes") }
      if let match = erased.first {
        // An e-mail address alone is somebody's own only to whom it reaches.
        guard erased.count == 1, match.isByName || isFromGivenAddress(opening, session.secret)
        else { return hold("erased-unsure") }
        person = ErasedPerson.person(erased)
      }
    }
    let sent: DeskRecord.Sent
    do {
      guard let subject = try complete(person, &session) else { return hold("several") }
      person = subject.person
      sent = try desk.compose(
        to: subject, caseNo: caseNo,
        inquiry: LetterInquiry(
          asks: opening.asks, law: opening.law, receivedOn: opening.receivedAt.day,
          given: opening.given.keys.sorted().map(\.rawValue), dueOn: desk.answerDue(opening)),
        addressee: opening.given[.name], language: opening.language,
        method: (method ?? .contactOnFile).rawValue,
        replyTo: opening.channel.isElectronic ? opening.replyTo : nil, given: opening.given,
        postTo: .onFile, in: &session)
    } catch let error as YuraiError where error.exit == .failed {
      return hold("letter-refused: \(error.message)")
    }
    if !person.ways.isEmpty, !(method?.isOfAPerson ?? false) {
      guard reaches(opening, sent, session.secret) else {
        return hold(method == nil ? "identity-open" : "reply-to-not-on-file")
      }
    }
    // To an old address, where somebody else may open it, no letter goes by itself.
    let held = sent.written.ways.first?.values.address
    if sent.sendTo == nil, InquiryDesk.isElsewhere(opening.given[.address], held) {
      return hold("address-differs")
    }
    if sent.written.kind == .purchased { return hold("purchased") }
    if let address = sent.sendTo, !MailCheck.isUsable(address) { return hold("address-unusable") }
    record.events.append(.init(caseNo: caseNo, kind: .person, person: person))
    record.events.append(
      .init(
        caseNo: caseNo, kind: .identity, method: (method ?? .contactOnFile).rawValue,
        checked: Self.checked(result, person),
        result: InquiryDesk.IdentityResult.settled.rawValue))
    if sent.stage == .interim {
      record.events.append(
        .init(caseNo: caseNo, kind: .escalated, note: InquiryDesk.reason(of: sent.written)))
    }
    if let given = row.values[.asks], isAgain {
      record.events += given.split(separator: " ").map {
        .init(caseNo: caseNo, kind: .asked, ask: String($0))
      }
    }
    record.letters.append(sent)
    record.promises += desk.promises(
      sent, opening.asks, opening.law, desk.answerDue(opening))
  }

  /// Whether the message came from the e-mail address that the person gives, if any is given.
  private func isFromGivenAddress(_ opening: InquiryOpening, _ secret: MatchSecret) -> Bool {
    guard opening.channel.isElectronic, let from = opening.replyTo else { return false }
    return desk.isSameEmail(from, opening.own[.email], secret)
  }

  /// Whether the answer goes to a contact point that the record itself holds now, and that the person named.
  private func reaches(
    _ opening: InquiryOpening, _ sent: DeskRecord.Sent, _ secret: MatchSecret
  ) -> Bool {
    guard let first = sent.written.ways.first, reaches(opening, first.values, secret) else {
      return false
    }
    // What holds another contact point, or none, is the same person's only if nothing in it differs.
    return sent.written.ways.dropFirst().allSatisfy { way in
      reaches(opening, way.values, secret)
        || PersonWays.bond(first.values, way.values) == .agreesInAll
    }
  }

  private func reaches(
    _ opening: InquiryOpening, _ values: RecordValues, _ secret: MatchSecret
  ) -> Bool {
    if opening.channel.isElectronic {
      return opening.replyTo.map { desk.isSameEmail($0, values.email, secret) } ?? false
    }
    guard let given = opening.given[.address], let held = values.address else { return false }
    var maker = KeyMaker(secret: secret)
    let key = maker.address(Array(given.utf8).span)
    return key != nil && key == maker.address(Array(held.utf8).span)
  }

  /// The person with all ways in which she stands in the data; nil where one of them is not beyond doubt hers, so that a
  /// human decides.
  private func complete(
    _ person: InquiryPerson, _ session: inout Session
  ) throws -> LetterWriter.Subject? {
    var person = person
    // A way that is added may lead to another; a chain of them is nothing for a batch.
    for _ in 0..<2 {
      guard let subject = try desk.writer.loadIfOne(person, in: &session) else { return nil }
      let others = try PersonWays.others(than: person, subject.ways, apart: [], in: &session)
      if others.isEmpty { return isSure(subject.ways, session.secret) ? subject : nil }
      let isSure = others.allSatisfy { other in
        other.kind != .customer && !other.disagrees.contains(where: \.isStrong)
      }
      guard isSure else { return nil }
      for other in others { person = person.adding(other) }
    }
    return nil
  }

  /// Whether nothing in any way differs from the first, or both hold one e-mail address, which is somebody's own.
  private func isSure(_ ways: [TrailDetail], _ secret: MatchSecret) -> Bool {
    guard let first = ways.first?.values else { return true }
    return ways.dropFirst().allSatisfy { way in
      PersonWays.bond(first, way.values) == .agreesInAll
        || first.email.map { desk.isSameEmail($0, way.values.email, secret) } ?? false
    }
  }

  /// Whom a search settles on, in all ways that it settles.
  private static func person(_ result: SearchResult) -> InquiryPerson {
    switch result.decision {
    case .none: return InquiryPerson(.none)
    case .several: return InquiryPerson(.undecided)
    case .one:
      func ids(_ kind: SearchCandidate.Kind) -> [String] {
        result.candidates.filter { $0.kind == kind }.map(\.id)
      }
      let (customer, guest, recipient) = (ids(.customer), ids(.guestOrder), ids(.recipient))
      guard customer.count <= 1, result.candidates.count < FindDecision.most else {
        return InquiryPerson(.undecided)
      }
      return InquiryPerson(
        customers: customer, guestOrders: guest, receivedOrders: recipient)
    }
  }

  /// Which fields of the one who is answered agreed.
  private static func checked(_ result: SearchResult, _ person: InquiryPerson) -> [String] {
    let candidate = result.candidates.first { person.holds($0) }
    return (candidate?.equalFields ?? []).sorted().map(\.rawValue)
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
