internal import Matching
internal import Postgres
internal import Rendering

/// Somebody who was erased and asks again: recognised by the marks that an erasure leaves (`erased_mark`).
///
/// A wrong match tells a stranger that somebody was erased. So a mark is the name together with the telephone or the
/// address, or the e-mail address, each equal by match key; nothing that is merely similar counts.
enum ErasedPerson {
  /// An erasure whose marks some values carry.
  struct Match: Sendable, Equatable {
    /// The place in the records' tree that is empty since.
    var place: Int64
    /// Whether the name is part of a mark that agrees, and not the e-mail address alone.
    var isByName: Bool
  }

  /// The erasures whose marks the values of each query carry.
  static func matches(_ queries: [FindQuery], in session: inout Session) throws -> [[Match]] {
    var maker = KeyMaker(secret: session.secret)
    func keys(_ field: SearchField, _ key: (inout KeyMaker, Span<UInt8>) -> Int64?) -> [Int64?] {
      queries.map { query in query[field].flatMap { key(&maker, Array($0.utf8).span) } }
    }
    let query = try SQLScript(named: "inquiry/erased").query([
      "numbers": queries.indices.map { Int32($0) }, "emails": keys(.email) { $0.email($1) },
      "names": keys(.name) { $0.name($1) }, "phones": keys(.phone) { $0.phone($1) },
      "addresses": keys(.address) { $0.address($1) },
    ])
    var found: [[Match]] = Array(repeating: [], count: queries.count)
    try session.connection.rows(query).forEach { row in
      let number: Int = try row.value(0)
      found[number].append(Match(place: try row.value(1), isByName: try row.value(2)))
    }
    return found
  }

  /// The person of these erasures.
  static func person(_ matches: [Match]) -> InquiryPerson {
    InquiryPerson(.erased, Set(matches.map(\.place)).sorted().map { "place:\($0)" })
  }

  /// The places that a person's erasures left.
  static func places(of person: InquiryPerson) -> [Int64] {
    person.erasures.compactMap { id in
      id.hasPrefix("place:") ? Int64(id.dropFirst("place:".count)) : nil
    }
  }

  /// What a letter says of an erasure, resting on the last audit.
  /// - Throws: `YuraiError` when there is no such erasure, or when the last audit was before it.
  static func detail(of person: InquiryPerson, in session: inout Session) throws -> TrailDetail {
    let places = places(of: person)
    let rows = try session.connection.rows(
      SQLScript(named: "inquiry/erasure").query(["places": places]))
    guard !places.isEmpty, rows.count == places.count else {
      throw YuraiError("there is no such erasure: say again who the person is (--erased)")
    }
    guard try rows.map({ row in try row.value(2, as: Bool.self) }).allSatisfy(\.self) else {
      throw YuraiError(
        "the erasure is newer than the last audit: run `yurai audit --full` again, so that the letter can rest on it"
      )
    }
    let reason: String = try rows.value(0, 1)
    return TrailDetail(
      trail: Trail(customer: "", verdict: .erased, fields: [], trail: [], findings: []),
      erasedOn: Day(try rows.value(0, 0) as String),
      erasedFor: reason == "retention" ? .retention : .request,
      backupsUntil: (try rows.value(0, 3) as String?).flatMap { Day($0) })
  }
}
