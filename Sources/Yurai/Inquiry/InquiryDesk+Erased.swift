internal import Foundation
internal import Postgres
internal import Rendering

extension InquiryDesk {
  /// The person of a case as somebody who was erased: by what the case gives, and by what was searched for it and found
  /// nobody. It is searched again now, since who is held is answered as that.
  /// - Throws: `YuraiError` when nothing of it carries the marks of an erasure, when only an e-mail address does, which the
  ///   message did not come from, without a note, or when the data hold somebody.
  func erased(
    _ known: InquiryCase, _ note: String?, in session: inout Session
  ) throws -> InquiryPerson {
    let queries = try queries(of: known, in: &session)
    let (matches, isSure) = try erasures(queries, known, in: &session)
    guard !matches.isEmpty else {
      throw YuraiError(
        "nobody who was erased had what case \(known.caseNo) gives: that takes the name with the telephone or the address, "
          + "or the e-mail address. Ask for those of then and search by them (`yurai find --inquiry \(known.caseNo)`)"
      )
    }
    guard isSure || !(note ?? "").allSatisfy(\.isWhitespace) else {
      throw YuraiError(
        "only the e-mail address is that of somebody who was erased, and the message did not come from it: ask for the telephone "
          + "or the address of then. If it is the person's: --note says how that is known",
        exit: .usage)
    }
    try SearchIndex.prepare(&session, log: { _ in })
    let results = try FindJob(actor: actor, inquiry: known.caseNo).run(queries, in: &session)
    guard results.allSatisfy({ $0.decision == .none }) else {
      throw YuraiError(
        "the data hold somebody whom this fits, so the answer is about that: `yurai find --inquiry \(known.caseNo)`"
      )
    }
    guard queries.contains(where: { Self.isThorough($0.values.keys.map(\.rawValue), "none") })
    else {
      throw YuraiError(
        "that nothing is held any more takes a search for the case that found nobody, by two fields at least: "
          + "`yurai find --inquiry \(known.caseNo)`")
    }
    return ErasedPerson.person(matches)
  }

  /// The erasures whose marks the queries of a case carry, or the address that it came from; and whether that is beyond doubt:
  /// an e-mail address alone is somebody's own only to whom it reaches.
  func erasures(
    _ queries: [FindQuery], _ known: InquiryCase, in session: inout Session
  ) throws -> (matches: [ErasedPerson.Match], isSure: Bool) {
    let from = Self.address(known)
    let found = try ErasedPerson.matches(
      queries + [FindQuery(from.map { [.email: $0] } ?? [:])], in: &session)
    let matches = found.flatMap(\.self)
    return (matches, matches.contains(where: \.isByName) || found.last?.isEmpty == false)
  }

  /// What the case gives, and what was searched for it.
  func queries(of known: InquiryCase, in session: inout Session) throws -> [FindQuery] {
    var queries = [known.query]
    for asked in try session.connection.rows(
      SQLScript(named: "inquiry/asked").query(["case": known.caseNo])
    ).map({ row in try row.value(0, as: String.self) }) {
      let texts = try JSONDecoder().decode([String: String].self, from: Data(asked.utf8))
      var values: [SearchField: String] = [:]
      for (name, text) in texts {
        if let field = SearchField(rawValue: name) { values[field] = text }
      }
      let query = FindQuery(values)
      if !queries.contains(query) { queries.append(query) }
    }
    return queries
  }

  /// That a person is still one who was erased, and nothing else.
  /// - Throws: `YuraiError` when it is not so any more.
  func requireErased(
    _ person: InquiryPerson, _ known: InquiryCase, in session: inout Session
  ) throws {
    guard person.kind == .erased else { return }
    let note = known.events.last { $0.kind == "person" }?.note
    let now = try erased(known, note, in: &session)
    guard Set(person.erasures).isSubset(of: now.erasures) else {
      throw YuraiError(
        "the erasure that case \(known.caseNo) names is not the person's: say again who it is (--erased)"
      )
    }
  }
}
