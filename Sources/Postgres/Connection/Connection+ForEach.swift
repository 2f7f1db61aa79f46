internal import CLibPQ

extension Connection {
  /// Runs one statement and calls `body` for every row as it arrives; memory does not grow with the
  /// number of rows.
  ///
  /// When `body` throws, the remaining rows are read and thrown away, so the statement has run to
  /// its end either way and a transaction goes on. To stop a long one, use ``canceller``.
  /// When the server fails after some rows, `body` has seen those.
  ///
  /// - Throws: what `body` throws; `server`, `cancelled`, `connectionLost`, `usage`.
  public mutating func forEach(_ query: Query, _ body: (borrowing Row) throws -> Void) throws {
    try send(query)
    _ = clibpq_set_streaming(raw, Self.rowsPerChunk)
    do {
      while let result = nextResult() {
        if clibpq_is_partial(result.status) == 0 {
          try check(result, statement: query.text)
          continue
        }
        for index in 0..<Int(PQntuples(result.raw)) {
          try body(Row(result: result.raw, index: index))
        }
      }
    } catch {
      drain()
      throw error
    }
    if isLost { throw PostgresError.failed(connection: raw, statement: query.text) }
  }

  /// As many rows as libpq (17+) gathers in one result: enough to make the result's own cost small.
  private static var rowsPerChunk: Int32 { 256 }
}
