internal import Matching
internal import Postgres

/// What a search looks things up in: indexes on the match keys, and the keys of readings and postal codes.
///
/// It is made by the first search and not by the import, which would take a third longer for it. From then on the
/// server keeps the indexes, and each search adds the files that came since.
public enum SearchIndex {
  /// Brings it up to date; nothing when it is.
  /// - Throws: `YuraiError` when this role may not make it.
  public static func prepare(_ session: inout Session, log: (String) -> Void) throws {
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
        try connection.execute(SQLScript(named: "find/batch_done").query(["batch": batch]))
      }
    }
    try session.connection.run(SQLScript(named: "find/analyze"))
  }

  /// Adds the values of one file, some thousand lines at a time.
  private static func add(
    _ batch: Int, _ values: String, _ maker: inout KeyMaker, _ connection: inout Connection
  ) throws {
    let query = try SQLScript(named: values)
    let copy = try SQLScript(named: "find/key_copy").query()
    let last: Int = try connection.value(
      SQLScript(named: "find/values_last").query(["batch": batch]))
    for line in stride(from: 0, to: last, by: 50_000) {
      let rows = try connection.rows(
        query.query(["batch": batch, "line": line, "last": line + 50_000]))
      guard !rows.isEmpty else { continue }
      var buffer = BinaryCopyBuffer()
      try rows.forEach { row in
        let number: Int = try row.value(0)
        let part: String = try row.value(1)
        let kana: String? = try row.value(2)
        let postalCode: String? = try row.value(3)
        for (field, key) in [
          ("name_kana", kana.flatMap { maker.kana(Array($0.utf8).span) }),
          ("postal_code", postalCode.flatMap { maker.postalCode(Array($0.utf8).span) }),
        ] {
          guard let key else { continue }
          buffer.append(row: 5)
          buffer.append(text: field)
          buffer.append(int64: key)
          buffer.append(int32: Int32(batch))
          buffer.append(int32: Int32(number))
          buffer.append(text: part)
        }
      }
      buffer.appendTrailer()
      try connection.copyIn(copy) { try $0.write(&buffer) }
    }
  }
}
