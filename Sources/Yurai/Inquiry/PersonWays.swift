internal import Matching
internal import Postgres
internal import Rendering

/// Whether the ways in which somebody stands in the data are one person's, and which others there are.
///
/// It decides as `find` does: the name agrees, and a field that few share; more agrees than differs.
enum PersonWays {
  /// How one way agrees with another.
  enum Bond { case none, agrees, agreesInAll }

  /// How what one way holds of the person agrees with what another does.
  static func bond(_ one: RecordValues, _ other: RecordValues) -> Bond {
    let row = FindDecision.Row(kind: .customer, id: "", values: values(of: other))
    guard let found = FindDecision.settled(for: query(one), [row]).first else { return .none }
    return found.disagrees.contains(where: \.isStrong) ? .agrees : .agreesInAll
  }

  /// Whether every way agrees with one of those before it.
  static func areOne(_ ways: [TrailDetail]) -> Bool {
    ways.indices.dropFirst().allSatisfy { index in
      ways[..<index].contains { bond($0.values, ways[index].values) != .none }
    }
  }

  /// Rows of a table to which one value may lead. A letter says all that is held, so it is more than a search looks at.
  static let mostOfOne: Int32 = 5000

  /// Whom the data hold beside the ways named, and would be the same person: as far as the search knows the data, so the caller
  /// prepares it.
  static func others(
    than person: InquiryPerson, _ ways: [TrailDetail], apart: [String], in session: inout Session
  ) throws -> [SearchCandidate] {
    guard !ways.isEmpty else { return [] }
    var maker = KeyMaker(secret: session.secret)
    func keys(_ field: ContactField, _ key: (inout KeyMaker, Span<UInt8>) -> Int64?) -> [Int64?] {
      ways.map { way in way.values[field].flatMap { key(&maker, Array($0.utf8).span) } }
    }
    let further = try SearchIndex.hasFurtherRecipients(&session.connection)
    // Her own orders, which may be hundreds, are no other way.
    let known = try person.customers.map { try TraceJob.key(of: $0, session.secret) }
    let query = try SQLScript(named: "find/candidates").query([
      "numbers": ways.indices.map { Int32($0) }, "emails": keys(.email) { $0.email($1) },
      "phones": keys(.phone) { $0.phone($1) }, "addresses": keys(.address) { $0.address($1) },
      "orders": ways.map { _ in nil } as [String?], "names": keys(.name) { $0.name($1) },
      "further": further, "known": known, "most": mostOfOne, "read": FindJob.readOfOne,
    ])
    let found = try session.connection.transaction { connection in
      try connection.run(SQLScript(named: "find/settings"))
      var found: [[FindDecision.Row]] = Array(repeating: [], count: ways.count)
      try connection.rows(query).forEach { row in
        let number: Int = try row.value(0)
        let kind: String = try row.value(1)
        found[number].append(
          FindDecision.Row(
            kind: SearchCandidate.Kind(rawValue: kind) ?? .customer, id: try row.value(2),
            values: values(
              name: try row.value(3), email: try row.value(5), phone: try row.value(6),
              address: try row.value(8))))
      }
      return found
    }
    var others: [SearchCandidate] = []
    for (way, rows) in zip(ways, found) {
      for candidate in FindDecision.settled(for: Self.query(way.values), rows)
      where !person.holds(candidate) && !apart.contains(candidate.id) {
        let known = others.firstIndex { $0.kind == candidate.kind && $0.id == candidate.id }
        guard let known else {
          others.append(candidate)
          continue
        }
        // What agrees in all with one way is that way's, whatever the others hold.
        if others[known].disagrees.contains(where: \.isStrong) { others[known] = candidate }
      }
    }
    return others
  }

  /// What of a case's fields is held of somebody: an order of long ago counts as the record does.
  struct Comparison {
    /// Held in some spelling, a name or an address also but for a slip. One character more makes another e-mail address.
    let agrees: Set<SearchField>
    /// Held, and always otherwise.
    let differs: Set<SearchField>
  }

  /// Compares what a case gives with all that is held of its person; `found` are those to whom a search by it leads.
  static func compare(
    _ given: [SearchField: String], with ways: [TrailDetail], _ found: [SearchCandidate],
    of person: InquiryPerson
  ) -> Comparison {
    func isSame(_ field: SearchField, _ how: Agreement?) -> Bool {
      how == .similar ? ![.email, .phone].contains(field) : how != nil
    }
    let mine = found.filter { person.holds($0) }
    var agrees = Set(mine.flatMap { $0.agrees.filter { isSame($0.key, $0.value) }.keys })
    var differs = Set(mine.flatMap { Array($0.disagrees) + Array($0.agrees.keys) })
    for way in ways {
      let held = values(of: way.values)
      for (field, value) in given {
        // A reading says nothing of how a name is written.
        let asked = FieldComparison.Asked(field, value)
        guard let held = held[field], !asked.isKana || FindQuery.isKana(held) else { continue }
        if isSame(field, asked.compare(held: held)) {
          agrees.insert(field)
        } else {
          differs.insert(field)
        }
      }
    }
    // A name in Latin letters says nothing of how it is written in kanji, nor the other way round.
    if let name = given[.name], ways.allSatisfy({ $0.values.name.map(isLatin) != isLatin(name) }) {
      differs.remove(.name)
    }
    return Comparison(agrees: agrees, differs: differs.subtracting(agrees))
  }

  private static func isLatin(_ name: String) -> Bool {
    name.unicodeScalars.allSatisfy { $0.value < 0x2E80 }
  }

  /// Why what a case says speaks for somebody else than this person, in words; nil where it does not.
  static func contradiction(
    _ person: InquiryPerson, _ compared: Comparison, _ known: InquiryCase
  ) -> String? {
    if let search = known.searches.last(where: { $0.decision != "none" }), search.decision == "one",
      let shown = search.shown, !person.isAny(of: shown)
    {
      return "the last search for case \(known.caseNo) decided that the person is somebody else"
    }
    if compared.differs.contains(.name) {
      return "the name that case \(known.caseNo) gives is another than the one that is held"
    }
    let isKnown = compared.agrees.contains { $0.isStrong || $0 == .name || $0 == .nameKana }
    return isKnown || compared.differs.isEmpty
      ? nil : "all that case \(known.caseNo) gives is held otherwise of this person"
  }

  /// How many and of which kinds, in words; no ids.
  static func summary(_ others: [SearchCandidate]) -> String {
    let names: [(SearchCandidate.Kind, String)] = [
      (.customer, "customer record(s)"), (.guestOrder, "guest order(s)"),
      (.recipient, "order(s) to this person"),
    ]
    return names.compactMap { kind, name in
      let count = others.count { $0.kind == kind }
      return count == 0 ? nil : "\(count) \(name)"
    }.joined(separator: ", ")
  }

  private static func query(_ values: RecordValues) -> FindQuery {
    FindQuery(Self.values(of: values))
  }

  private static func values(of record: RecordValues) -> [SearchField: String] {
    values(
      name: record.name, email: record.email, phone: record.phone, address: record.address)
  }

  private static func values(
    name: String?, email: String?, phone: String?, address: String?
  ) -> [SearchField: String] {
    var values: [SearchField: String] = [:]
    values[.name] = name
    values[.email] = email
    values[.phone] = phone
    values[.address] = address
    return values
  }
}
