internal import Matching
internal import Postgres
public import Rendering

/// `yurai find`: who a query could mean. Every search is recorded with what it showed.
public struct FindJob: Sendable {
  /// Who asks: the clerk.
  public var actor: String
  /// For which inquiry, if one was named.
  public var inquiry: String?

  /// - Parameters:
  ///   - actor: who asks; not empty.
  ///   - inquiry: for which inquiry.
  public init(actor: String, inquiry: String? = nil) {
    self.actor = actor
    self.inquiry = inquiry
  }

  /// Rows of a table to which one value may lead.
  static let mostOfOne: Int32 = 100
  /// Rows of a value that are looked at for the name; more share it only where it is nobody's own.
  static let readOfOne: Int32 = 10_000
  /// Queries that are looked up in one go.
  public static let chunk = 2000

  /// The results, in the order of the queries. Recorded before they are returned.
  ///
  /// Two steps: by what few people share; then, for queries to which that led nowhere, by name, reading and
  /// postal code.
  /// - Throws: `PostgresError`.
  public func run(_ queries: [FindQuery], in session: inout Session) throws -> [SearchResult] {
    try session.connection.transaction { [secret = session.secret] connection in
      try connection.run(SQLScript(named: "find/settings"))
      var maker = KeyMaker(secret: secret)
      let results = try look(queries, &maker, &connection).map(\.result)
      try record(queries, results, &connection)
      return results
    }
  }

  /// Everybody to whom a query leads, possible or not, with what they hold of it and otherwise. Nobody is shown, so nothing is
  /// recorded.
  func everybody(_ query: FindQuery, in session: inout Session) throws -> [SearchCandidate] {
    try session.connection.transaction { [secret = session.secret] connection in
      try connection.run(SQLScript(named: "find/settings"))
      var maker = KeyMaker(secret: secret)
      return try look([query], &maker, &connection).flatMap {
        FindDecision.all(for: query, $0.rows)
      }
    }
  }

  private func look(
    _ queries: [FindQuery], _ maker: inout KeyMaker, _ connection: inout Connection
  ) throws -> [(result: SearchResult, rows: [FindDecision.Row])] {
    let further = try SearchIndex.hasFurtherRecipients(&connection)
    var rows = try strong(queries, further, &maker, &connection)
    var results = zip(queries, rows).map { FindDecision.result(for: $0, $1) }
    let again = queries.indices.filter { results[$0].candidates.isEmpty }
    let more = try weak(again.map { queries[$0] }, further, &maker, &connection)
    for (index, found) in zip(again, more) {
      rows[index] += found
      results[index] = FindDecision.result(for: queries[index], rows[index])
    }
    return Array(zip(results, rows))
  }

  private func strong(
    _ queries: [FindQuery], _ further: Bool, _ maker: inout KeyMaker, _ connection: inout Connection
  ) throws -> [[FindDecision.Row]] {
    let script = try SQLScript(named: "find/candidates")
    return try rows(
      of: queries,
      script.query([
        "numbers": queries.indices.map { Int32($0) },
        "emails": keys(queries, .email) { maker.email($0) },
        "phones": keys(queries, .phone) { maker.phone($0) },
        "addresses": keys(queries, .address) { maker.address($0) },
        "orders": queries.map { $0[.orderID].map(FindQuery.orderID) }, "further": further,
        "names": keys(queries, .name) { maker.name($0) }, "known": [Int64](),
        "most": Self.mostOfOne, "read": Self.readOfOne,
      ]), &connection)
  }

  private func weak(
    _ queries: [FindQuery], _ further: Bool, _ maker: inout KeyMaker, _ connection: inout Connection
  ) throws -> [[FindDecision.Row]] {
    guard !queries.isEmpty else { return [] }
    let script = try SQLScript(named: "find/candidates_by_name")
    return try rows(
      of: queries,
      script.query([
        "numbers": queries.indices.map { Int32($0) },
        "names": keys(queries, .name) { maker.name($0) },
        "kanas": queries.map { $0.reading.flatMap { maker.kana(Array($0.utf8).span) } } as [Int64?],
        "postal_codes": keys(queries, .postalCode) { maker.postalCode($0) },
        "further": further,
        // With something stronger in the query it is only about a slip in that; without, it is all there is.
        "most": queries.map { $0.values.keys.contains(where: \.isStrong) ? Int32(40) : 200 },
      ]), &connection)
  }

  private func keys(
    _ queries: [FindQuery], _ field: SearchField, _ key: (Span<UInt8>) -> Int64?
  ) -> [Int64?] {
    queries.map { query in query[field].flatMap { key(Array($0.utf8).span) } }
  }

  /// Rows by the number of their query; of their values only those that were asked for.
  private func rows(
    of queries: [FindQuery], _ query: Query, _ connection: inout Connection
  ) throws -> [[FindDecision.Row]] {
    let columns: [SearchField] = [
      .name, .nameKana, .email, .phone, .postalCode, .address, .orderID,
    ]
    let asked = queries.map { query in
      columns.enumerated()
        .filter {
          query[$0.element] != nil || $0.element == .nameKana && query.reading != nil
            || $0.element == .name && query[.nameKana] != nil
        }
        .map { ($0.element, $0.offset + 3) }
    }
    var rows = Array(repeating: [FindDecision.Row](), count: queries.count)
    try connection.rows(query).forEach { row in
      let number: Int = try row.value(0)
      let kind: String = try row.value(1)
      var values: [SearchField: String] = [:]
      for (field, column) in asked[number] {
        values[field] = try row.value(column, as: String?.self)
      }
      rows[number].append(
        FindDecision.Row(
          kind: SearchCandidate.Kind(rawValue: kind) ?? .customer, id: try row.value(2),
          values: values))
    }
    return rows
  }

  private func record(
    _ queries: [FindQuery], _ results: [SearchResult], _ connection: inout Connection
  ) throws {
    try connection.execute(
      SQLScript(named: "find/search_record").query([
        "actor": actor, "inquiries": queries.map { $0.inquiry ?? inquiry },
        "ids": queries.map { $0.id.isEmpty ? nil : $0.id } as [String?],
        "asked": queries.map(\.asked),
        "decisions": results.map(\.decision.rawValue), "shown": results.map(\.shown),
      ]))
  }
}
