internal import Matching
internal import Postgres
public import Rendering

extension InquiryDesk {
  /// To which postal address an answer goes where the one that the person gave is not the one of the record.
  public enum PostAddress: String, CaseIterable, Sendable {
    /// The one of the record: the person still gets post there.
    case onFile = "on-file"
    /// The one that the person gave, after a check of a document, in person or by registered mail.
    case given
  }

  /// Writes the answer, archives it, and gives the case with it. A case that is answered keeps its answer.
  ///
  /// Where the origin cannot be shown yet, or the investigation of an incident goes on, it writes an interim letter and
  /// hands the case to the privacy officer; a later call, after a later audit, writes what is known then.
  /// `isConcluded` says that the investigation is over and the origin is not known: the letter says that, and is the answer.
  /// `postTo` says where a letter by post goes, where the person gave another address than the record holds: without it no
  /// letter is written then, since somebody else may live at the old one.
  /// `ready` is given the letter before it is archived: what it throws leaves the case as it was.
  /// - Throws: `YuraiError` when it is not settled who asks or who it is, or when the letter cannot be written.
  public func answer(
    _ caseNo: String, language: Language? = nil, isConcluded: Bool = false,
    postTo: PostAddress? = nil, in session: inout Session,
    ready: (Letter, _ sendTo: String?) throws -> Void = { _, _ in }
  ) throws -> InquiryCase {
    try requireCompany()
    let known = try load(caseNo, in: &session)
    guard !["answered", "promised", "closed"].contains(known.state) else { return known }
    guard !isConcluded || known.letters.contains(where: { $0.stage == "interim" }) else {
      throw YuraiError(
        "case \(caseNo) has no interim letter, so nothing was investigated yet: `yurai inquiry answer \(caseNo)` first"
      )
    }
    if isConcluded { try Self.requireInvestigation(known) }
    let sent: DeskRecord.Sent
    if known.identity == IdentityResult.failed.rawValue {
      let letter = try writer.neutral(
        .unconfirmed, inquiry: Self.inquiry(known), caseNumber: caseNo,
        addressee: known.given["name"] ?? nil, language: language ?? known.language)
      sent = .init(
        caseNo: caseNo, stage: .answer, written: letter, sendTo: Self.address(known))
    } else {
      sent = try letter(
        to: known, language ?? known.language, isConcluded, postTo, in: &session)
    }
    try ready(sent.written.letter, sent.sendTo)
    // The same letter on the same audit says nothing new.
    if sent.stage == .interim,
      known.letters.contains(where: { $0.stage == "interim" && $0.run == sent.written.run })
    {
      return known
    }
    do {
      try run(in: &session) { connection in
        var record = DeskRecord()
        if sent.stage == .interim, known.state != "investigation" {
          record.events.append(
            .init(caseNo: caseNo, kind: .escalated, note: Self.reason(of: sent.written)))
        }
        record.letters.append(sent)
        record.promises = promises(sent, known.asks, known.law, known.dueOn)
        try record.write(actor, &connection)
      }
    } catch let error as YuraiError {
      // Somebody else was a moment faster: that letter is the one.
      let now = try load(caseNo, in: &session)
      guard now.letters.count > known.letters.count else { throw error }
      return now
    }
    return try load(caseNo, in: &session)
  }

  /// The letter says that our staff searched the files and the merchants' records: so it has to be on record that they did.
  private static func requireInvestigation(_ known: InquiryCase) throws {
    guard let interim = known.letters.last(where: { $0.stage == "interim" }) else { return }
    let isTold = known.events.contains { $0.kind == "note" && $0.at > interim.at }
    guard !isTold else { return }
    throw YuraiError(
      "the letter would say that the files and the merchants' records were searched, and nothing of that is on record since the "
        + "interim letter: note first who searched what (`yurai inquiry note \(known.caseNo) '…'`)",
      exit: .usage)
  }

  /// What an interim letter promises: the result. The answer keeps it.
  static let result = "result"

  /// What a letter promises: a case is not over before that is done.
  func promises(
    _ sent: DeskRecord.Sent, _ asks: [Ask], _ law: Law, _ dueOn: Day?
  ) -> [(caseNo: String, ask: String, by: Day, actBy: Day)] {
    let kind = sent.written.kind
    guard kind != .unconfirmed, kind != .unheld, kind != .erased else { return [] }
    let by = LetterContext.promiseBy(sent.written.date, law: law, dueOn: dueOn)
    let requests = asks.filter { $0.isRequest && !(kind == .notYou && $0 == .disclosure) }
      .map { (sent.caseNo, $0.rawValue, by, calendar.lastWorkingDay(onOrBefore: by)) }
    guard sent.stage == .interim else { return requests }
    // The day that the letter names for what is not known yet.
    let known = sent.written.answerBy
    return [(sent.caseNo, Self.result, known, calendar.lastWorkingDay(onOrBefore: known))]
      + requests
  }

  private func letter(
    to known: InquiryCase, _ language: Language, _ isConcluded: Bool, _ postTo: PostAddress?,
    in session: inout Session
  ) throws -> DeskRecord.Sent {
    guard known.identity == IdentityResult.settled.rawValue else {
      throw YuraiError(
        "who asks in case \(known.caseNo) is not settled: record the check with `yurai inquiry identity "
          + "\(known.caseNo)`. Until then the acknowledgement is the only reply, whatever the data hold"
      )
    }
    guard let person = InquiryPerson(known), person.kind != .undecided else {
      throw YuraiError(
        "who the person of case \(known.caseNo) is in the data is not settled: `yurai find --inquiry "
          + "\(known.caseNo)`, then `yurai inquiry person \(known.caseNo)`")
    }
    try requireErased(person, known, in: &session)
    guard try !isChanged(person, known.caseNo, in: &session) else {
      throw YuraiError(
        "an order of case \(known.caseNo) came in anew after it was said whose it is, and may be another person's now: look for her "
          + "again (`yurai find --inquiry \(known.caseNo)`), say who she is, and check her identity"
      )
    }
    // A letter says all that is held, also what came in since the last search.
    if !person.ways.isEmpty { try SearchIndex.prepare(&session) { _ in } }
    let subject = try writer.load(person, in: &session)
    let others = try PersonWays.others(
      than: person, subject.ways, apart: known.apart ?? [], in: &session)
    guard others.isEmpty else { throw Self.incomplete(others, known.caseNo) }
    var inquiry = Self.inquiry(known)
    inquiry.isConcluded = isConcluded
    return try compose(
      to: subject, caseNo: known.caseNo, inquiry: inquiry,
      addressee: known.given["name"] ?? nil, language: language, method: known.identityMethod,
      replyTo: Self.address(known), given: known.query.values, postTo: postTo, in: &session)
  }

  /// The answer to a person whose identity is settled.
  func compose(
    to subject: LetterWriter.Subject, caseNo: String, inquiry: LetterInquiry, addressee: String?,
    language: Language, method: String?, replyTo: String?, given: [SearchField: String],
    postTo: PostAddress? = nil, in session: inout Session
  ) throws -> DeskRecord.Sent {
    let isHeld = !subject.ways.isEmpty
    // To the address that the message came from only if the record holds it, or if the person was seen: else by post,
    // to the address of the record.
    let isSeen = method.flatMap { IdentityMethod(rawValue: $0) }?.isOfAPerson ?? false
    guard postTo != .given || isSeen && given[.address] != nil else {
      throw YuraiError(
        "to the address that the person gave a letter goes only after a check by document, in_person or registered_mail: else "
          + "whoever writes gets somebody else's data")
    }
    let secret = session.secret
    var sendTo = replyTo
    var hasMoved = false
    let written = try writer.write(
      about: subject, inquiry: inquiry, caseNumber: caseNo, addressee: isHeld ? nil : addressee,
      language: language, in: &session
    ) { held in
      if isHeld, !isSeen {
        let isOnFile = replyTo.map { isSameEmail($0, held?.email, secret) } ?? false
        sendTo = isOnFile ? held?.email : nil
      }
      guard sendTo == nil, let held else { return nil }
      guard postTo != .given else {
        var elsewhere = RecordValues(address: given[.address])
        elsewhere.postalCode = given[.postalCode]
        return elsewhere
      }
      hasMoved = postTo == nil && Self.isElsewhere(given[.address], held.address)
      return held
    }
    guard !hasMoved else {
      throw YuraiError(
        "the person gave another address than the record holds, and the letter would go by post to that of the record: somebody "
          + "else may open it there. After a check by document: --post-to given. Where the person still gets post at the old "
          + "address: --post-to on-file. Or take an e-mail address that the record holds")
    }
    let leavesListsOpen =
      inquiry.asks.contains(.purchased)
      && written.ways.contains(where: written.kind.leavesListsOpen)
    if inquiry.isConcluded, !written.kind.isInterim, !leavesListsOpen {
      throw YuraiError(
        "the origin is known (\(written.kind.rawValue)): `yurai inquiry answer \(caseNo)` without --origin-unknown"
      )
    }
    let isOpen =
      (written.kind.isInterim || leavesListsOpen) && !inquiry.isConcluded
      || written.exposures.contains { $0.exposureClass == .undetermined }
    return DeskRecord.Sent(
      caseNo: caseNo, stage: isOpen ? .interim : .answer, written: written, sendTo: sendTo,
      about: try subject.person.ways.map { ($0, try $0.key(session.secret)) })
  }

  /// Whether one address is neither another spelling of the other nor the same lot.
  static func isElsewhere(_ given: String?, _ held: String?) -> Bool {
    guard let given, let held else { return false }
    return FieldComparison.Asked(.address, given).compare(held: held) == nil
  }

  /// Whether two e-mail addresses are one by match key.
  func isSameEmail(_ one: String, _ other: String?, _ secret: MatchSecret) -> Bool {
    guard let other else { return false }
    var maker = KeyMaker(secret: secret)
    let key = maker.email(Array(one.utf8).span)
    return key != nil && key == maker.email(Array(other.utf8).span)
  }

  /// Why a case goes to the privacy officer.
  static func reason(of written: LetterWriter.Written) -> String {
    if written.kind.isInterim { return "origin not shown: \(written.kind.rawValue)" }
    return written.exposures.contains { $0.exposureClass == .undetermined }
      ? "exposure in an incident undetermined"
      : "a file of unknown origin: lists cannot be ruled out"
  }

  /// What the letter says of the inquiry.
  static func inquiry(_ known: InquiryCase) -> LetterInquiry {
    LetterInquiry(
      asks: known.asks, law: known.law, receivedOn: known.receivedAt.day,
      given: known.query.values.keys.sorted().map(\.rawValue), dueOn: known.dueOn)
  }
}
