internal import Foundation
internal import Postgres
internal import Rendering

extension InquiryDesk {
  /// The person of a case as somebody who was erased: by what the case gives, and by what was searched for it and found
  /// nobody. It is searched again now, since who is held is answered as that.
  /// - Throws: `YuraiError` when nothing of it carries the marks of an erasure, or when the data hold somebody.
  func erased(_ known: InquiryCase, in session: inout Session) throws -> InquiryPerson {
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
    let matches = try ErasedPerson.matches(queries, in: &session).flatMap(\.self)
    guard !matches.isEmpty else {
      throw YuraiError(
        "nobody who was erased had what case \(known.caseNo) gives: that takes the name with the telephone or the address, "
          + "or the e-mail address. Ask for those of then and search by them (`yurai find --inquiry \(known.caseNo)`)"
      )
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

  /// That a person is still one who was erased, and nothing else.
  /// - Throws: `YuraiError` when it is not so any more.
  func requireErased(
    _ person: InquiryPerson, _ known: InquiryCase, in session: inout Session
  ) throws {
    guard person.kind == .erased else { return }
    guard Set(person.erasures).isSubset(of: try erased(known, in: &session).erasures) else {
      throw YuraiError(
        "the erasure that case \(known.caseNo) names is not the person's: say again who it is (--erased)"
      )
    }
  }
}
