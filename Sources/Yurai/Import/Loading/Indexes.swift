internal import Postgres

/// The indexes of tables that are about to be filled: dropped before, built after.
struct Indexes {
  private var drops: [String] = []
  private var builds: [String] = []

  /// Reads how they are defined, so that the definition stands only in the migration.
  init(of tables: [String], in connection: inout Connection) throws {
    for table in tables {
      let rows = try connection.rows(
        SQLScript(named: "import/indexes_list").query(["relation": table]))
      for row in 0..<rows.count {
        drops.append(try rows.value(row, 0))
        builds.append(try rows.value(row, 1))
      }
    }
  }

  /// Drops them. Nobody else sees it before the transaction ends.
  func drop(in connection: inout Connection) throws {
    for statement in drops { try connection.run(script: statement) }
  }

  /// Builds them; false, and as before, when the rows are not as unique as an index wants.
  mutating func build(in connection: inout Connection) throws -> Bool {
    try connection.execute("SAVEPOINT indexes")
    for statement in builds {
      guard try Self.isUnique(statement, in: &connection) else {
        try connection.execute("ROLLBACK TO SAVEPOINT indexes")
        // Released too, so that all rows of a batch are written by one transaction: the audit knows them by it.
        try connection.execute("RELEASE SAVEPOINT indexes")
        return false
      }
    }
    try connection.execute("RELEASE SAVEPOINT indexes")
    return true
  }

  /// Builds one index; false when the rows are not unique enough for it.
  private static func isUnique(_ statement: String, in connection: inout Connection) throws -> Bool
  {
    do {
      try connection.run(script: statement)
      return true
    } catch {
      guard error.sqlState == .uniqueViolation else { throw error }
      return false
    }
  }
}
