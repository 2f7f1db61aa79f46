internal import CLibPQ

extension Connection {
  /// Runs one statement.
  ///
  /// - Returns: the number of rows inserted, updated, deleted, selected …; 0 where the command
  ///   counts none.
  /// - Throws: `server`, `cancelled`, `connectionLost`, `usage`.
  @discardableResult
  public mutating func execute(_ query: Query) throws(PostgresError) -> Int {
    try send(query)
    return try finish(statement: query.text)?.affectedRows ?? 0
  }

  /// Runs one statement and holds its whole result in memory.
  ///
  /// - Throws: `server`, `cancelled`, `connectionLost`, `usage`.
  public mutating func rows(_ query: Query) throws(PostgresError) -> Rows {
    try send(query)
    guard let result = try finish(statement: query.text) else {
      throw PostgresError(.unexpectedResult, statement: query.text)
    }
    return Rows(result)
  }

  /// Runs one statement and reads the first column of its only row. No row reads as NULL.
  ///
  /// ```swift
  /// let count: Int = try connection.value("SELECT count(*) FROM shop")
  /// let name = try connection.value("SELECT name FROM shop WHERE id = \(id)", as: String?.self)
  /// ```
  ///
  /// - Throws: `unexpectedResult` when there are more rows than one; `unreadableValue` as
  ///   ``Row/value(_:as:)``; else as ``rows(_:)``.
  public mutating func value<T: ColumnValue>(_ query: Query, as type: T.Type = T.self)
    throws(PostgresError) -> T
  {
    let rows = try rows(query)
    switch rows.count {
    case 0:
      if let null = T.columnNull { return null }
      throw PostgresError(
        .unreadableValue, summary: "the statement gave no row", statement: query.text)
    case 1:
      return try rows.value(0, 0)
    default:
      throw PostgresError(
        .unexpectedResult, summary: "the statement gave more than one row", statement: query.text)
    }
  }

  /// Runs SQL as it is: any number of statements, no values. The one door for scripts.
  ///
  /// All of it is one transaction unless it says `BEGIN` and `COMMIT` itself, and stops at the first
  /// error. Rows are thrown away.
  ///
  /// - Parameter script: trusted SQL. Never build it from anything a user typed.
  /// - Throws: `server` with ``PostgresError/position`` counted in the whole script; `cancelled`,
  ///   `connectionLost`, `usage`.
  public mutating func run(script: String) throws(PostgresError) {
    try EncodedParameters.refuseZeroByte(in: script)
    guard PQsendQuery(raw, script) == 1 else { throw .failed(connection: raw, statement: script) }
    _ = try finish(statement: script)
  }
}
