internal import Postgres
internal import Rendering

extension InquiryDesk {
  /// The letter will say that nothing is held: where somebody of the name is, where the message came from an address that is
  /// held, or where somebody who was erased had what the case gives, somebody has to say why it is not that person.
  func allowNone(
    _ known: InquiryCase, _ note: String?, in session: inout Session
  ) throws {
    guard (note ?? "").allSatisfy(\.isWhitespace) else { return }
    let queries = try queries(of: known, in: &session)
    guard try erasures(queries, known, in: &session).matches.isEmpty else {
      throw YuraiError(
        "somebody who was erased had what case \(known.caseNo) gives: say --erased, so that the letter tells when and why. If it is "
          + "somebody else: --note says how that is known", exit: .usage)
    }
    try SearchIndex.prepare(&session) { _ in }
    if let from = Self.address(known), try isHeld(from, in: &session) {
      throw YuraiError(
        "the e-mail address that case \(known.caseNo) came from is in the data: search by it (`yurai find --inquiry "
          + "\(known.caseNo) --email …`), and ask for the name and the address of then. If it is somebody else's: --note says how "
          + "that is known", exit: .usage)
    }
    guard !known.query.values.isEmpty else { return }
    let result = try FindJob(actor: actor, inquiry: known.caseNo)
      .run([known.query], in: &session)[0]
    guard result.namesakes > 0 else { return }
    throw YuraiError(
      "\(result.namesakes) of the name that case \(known.caseNo) gives are in the data, with another e-mail address, telephone or "
        + "address, and the person may have moved: ask for earlier ones and search again. If it is none of them: --note says how "
        + "that is known", exit: .usage)
  }

  /// Whether the data hold an e-mail address. Nobody is shown, so nothing is recorded.
  func isHeld(_ address: String, in session: inout Session) throws -> Bool {
    try FindJob(actor: actor).everybody(FindQuery([.email: address]), in: &session)
      .contains { $0.equalFields.contains(.email) }
  }
}
