internal import Matching
internal import Postgres

/// What a search looks things up in: indexes on the match keys, the keys of readings and postal codes, and those of the further
/// recipients of orders.
///
/// It is made by the first search and not by the import, which would take a third longer for it. From then on the
/// server keeps the indexes, and each search adds the files that came since.
public enum SearchIndex {
  /// Brings it up to date; nothing when it is.
  /// - Throws: `YuraiError` when the database takes no Japanese letter for one, and when this role may not make it.
  public static func prepare(_ session: inout Session, log: (String) -> Void) throws {
    if let ctype = try LetterType.blind(&session.connection) {
      throw YuraiError(LetterType.refusal(session.connection.database, ctype))
    }
    do {
      try session.connection.execute(SQLScript(named: "find/lock").query())
      defer { _ = try? session.connection.execute(SQLScript(named: "find/unlock").query()) }
      try makeIndexes(&session, log)
      try addFiles(&session, log)
    } catch let error as PostgresError where error.sqlState == .insufficientPrivilege {
      throw YuraiError(
        "the search is not ready, and this role may not prepare it: have the owner of the database run "
          + "`yurai db index`")
    }
  }

  private static func makeIndexes(_ session: inout Session, _ log: (String) -> Void) throws {
    let areThere = try session.connection.value(
      SQLScript(named: "find/indexes_are_there").query(), as: Bool.self)
    guard !areThere else { return }
    log("preparing the search (first use: some seconds for a million customers)…")
    try Interruption.check("the search is not ready yet")
    try session.connection.run(SQLScript(named: "find/indexes"))
  }

  private static func addFiles(_ session: inout Session, _ log: (String) -> Void) throws {
    let pending = try session.connection.rows(SQLScript(named: "find/batches_pending").query())
      .map { row in try row.value(0, as: Int.self) }
    guard !pending.isEmpty else { return }
    for batch in pending {
      try Interruption.check("the search is not ready yet")
      try session.connection.transaction { [secret = session.secret] connection in
        var maker = KeyMaker(secret: secret)
        for values in ["find/values_records", "find/values_events"] {
          try add(batch, values, &maker, &connection)
        }
        try addFurtherRecipients(batch, &maker, &connection)
        try connection.execute(SQLScript(named: "find/batch_done").query(["batch": batch]))
      }
    }
    try session.connection.run(SQLScript(named: "find/analyze"))
  }

  /// Whether any order that the search knows names further recipients. Where none does, it need not look for them.
  static func hasFurtherRecipients(_ connection: inout Connection) throws -> Bool {
    try connection.value(SQLScript(named: "find/further_are_there").query())
  }

  /// Adds the values of one file.
  private static func add(
    _ batch: Int, _ values: String, _ maker: inout KeyMaker, _ connection: inout Connection
  ) throws {
    try copy(batch, values, into: "find/key_copy", &connection) { row, buffer in
      let line: Int = try row.value(0)
      let part: String = try row.value(1)
      for (field, key) in [
        ("name_kana", try key(row, 2) { maker.kana($0) }),
        ("postal_code", try key(row, 3) { maker.postalCode($0) }),
      ] {
        guard let key else { continue }
        buffer.append(row: 5)
        buffer.append(text: field)
        buffer.append(int64: key)
        buffer.append(int32: Int32(batch))
        buffer.append(int32: Int32(line))
        buffer.append(text: part)
      }
    }
  }

  private static func addFurtherRecipients(
    _ batch: Int, _ maker: inout KeyMaker, _ connection: inout Connection
  ) throws {
    try copy(batch, "find/values_further", into: "find/further_copy", &connection) { row, buffer in
      buffer.append(row: 8)
      buffer.append(int32: Int32(batch))
      buffer.append(int32: try row.value(0))
      buffer.append(int32: try row.value(1))
      for key in [
        try key(row, 2) { maker.name($0) }, try key(row, 3) { maker.kana($0) },
        try key(row, 4) { maker.phone($0) }, try key(row, 5) { maker.postalCode($0) },
        try key(row, 6) { maker.address($0) },
      ] {
        buffer.append(int64: key)
      }
    }
  }

  private static func key(
    _ row: borrowing Row, _ column: Int, _ make: (Span<UInt8>) -> Int64?
  ) throws -> Int64? {
    let value: String? = try row.value(column)
    return value.flatMap { make(Array($0.utf8).span) }
  }

  /// Copies what `encode` makes of the rows of a query about one file, some thousand lines at a time.
  private static func copy(
    _ batch: Int, _ values: String, into table: String, _ connection: inout Connection,
    _ encode: (borrowing Row, inout BinaryCopyBuffer) throws -> Void
  ) throws {
    let query = try SQLScript(named: values)
    let copy = try SQLScript(named: table).query()
    let last: Int = try connection.value(
      SQLScript(named: "find/values_last").query(["batch": batch]))
    for line in stride(from: 0, to: last, by: 50_000) {
      let rows = try connection.rows(
        query.query(["batch": batch, "line": line, "last": line + 50_000]))
      guard !rows.isEmpty else { continue }
      var buffer = BinaryCopyBuffer()
      try rows.forEach { row in try encode(row, &buffer) }
      buffer.appendTrailer()
      try connection.copyIn(copy) { try $0.write(&buffer) }
    }
  }
}
