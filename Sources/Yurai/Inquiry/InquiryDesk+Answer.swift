internal import Matching
internal import Postgres
public import Rendering

extension InquiryDesk {
  /// Writes the answer, archives it, and gives the case with it. A case that is answered keeps its answer.
  ///
  /// Where the origin cannot be shown yet, or the investigation of an incident goes on, it writes an interim letter and
  /// hands the case to the privacy officer; a later call, after a later audit, writes what is known then.
  /// - Throws: `YuraiError` when it is not settled who asks or who it is, or when the letter cannot be written.
  public func answer(
    _ caseNo: String, language: Language? = nil, in session: inout Session
  ) throws -> InquiryCase {
    let known = try load(caseNo, in: &session)
    guard known.state != "answered", known.state != "closed" else { return known }
    let sent: DeskRecord.Sent
    if known.identity == IdentityResult.failed.rawValue {
      let letter = try writer.neutral(
        .unconfirmed, inquiry: Self.inquiry(known), caseNumber: caseNo,
        addressee: known.given["name"] ?? nil, language: language ?? known.language)
      sent = .init(
        caseNo: caseNo, stage: .answer, written: letter, sendTo: Self.address(known))
    } else {
      sent = try letter(to: known, language ?? known.language, in: &session)
    }
    // The same letter on the same audit says nothing new.
    if sent.stage == .interim,
      known.letters.contains(where: { $0.stage == "interim" && $0.run == sent.written.run })
    {
      return known
    }
    try run(in: &session) { connection in
      var record = DeskRecord()
      if sent.stage == .interim, known.state != "investigation" {
        record.events.append(
          .init(caseNo: caseNo, kind: .escalated, note: Self.reason(of: sent.written)))
      }
      record.letters.append(sent)
      try record.write(actor, &connection)
    }
    return try load(caseNo, in: &session)
  }

  private func letter(
    to known: InquiryCase, _ language: Language, in session: inout Session
  ) throws -> DeskRecord.Sent {
    guard known.identity == IdentityResult.settled.rawValue else {
      throw YuraiError(
        "who asks in case \(known.caseNo) is not settled: record the check with `yurai inquiry identity "
          + "\(known.caseNo)`. Until then the acknowledgement is the only reply, whatever the data hold"
      )
    }
    guard let kind = known.personKind, kind != .undecided else {
      throw YuraiError(
        "who the person of case \(known.caseNo) is in the data is not settled: `yurai find --inquiry "
          + "\(known.caseNo)`, then `yurai inquiry person \(known.caseNo)`")
    }
    let person = InquiryPerson(kind, known.personIds ?? [])
    return try compose(
      to: person, caseNo: known.caseNo, inquiry: Self.inquiry(known),
      addressee: known.given["name"] ?? nil, language: language, method: known.identityMethod,
      replyTo: Self.address(known), in: &session)
  }

  /// The answer to a person whose identity is settled.
  func compose(
    to person: InquiryPerson, caseNo: String, inquiry: LetterInquiry, addressee: String?,
    language: Language, method: String?, replyTo: String?, in session: inout Session
  ) throws -> DeskRecord.Sent {
    let isHeld = !person.ids.isEmpty
    let written = try writer.write(
      about: person, inquiry: inquiry, caseNumber: caseNo, addressee: isHeld ? nil : addressee,
      language: language, in: &session)
    var sendTo = replyTo
    if method == IdentityMethod.contactOnFile.rawValue {
      // Only to what the record itself holds; without an e-mail address there, by post.
      sendTo = replyTo == nil ? nil : written.detail?.values.email
    }
    let isOpen =
      written.kind.isInterim || written.exposure?.exposureClass == .undetermined
    return DeskRecord.Sent(
      caseNo: caseNo, stage: isOpen ? .interim : .answer, written: written, sendTo: sendTo,
      about: isHeld ? (person, try person.key(session.secret)) : nil)
  }

  /// Why a case goes to the privacy officer.
  static func reason(of written: LetterWriter.Written) -> String {
    written.kind.isInterim
      ? "origin not shown: \(written.kind.rawValue)" : "exposure in an incident undetermined"
  }

  /// What the letter says of the inquiry.
  static func inquiry(_ known: InquiryCase) -> LetterInquiry {
    LetterInquiry(
      asks: known.asks, law: known.law, receivedOn: known.receivedAt.day,
      given: known.query.values.keys.sorted().map(\.rawValue), dueOn: known.dueOn)
  }
}
