internal import CLibPQ

extension Connection {
  /// Runs `COPY … FROM STDIN` and sends what `body` writes.
  ///
  /// ```swift
  /// let copied = try connection.copyIn("COPY shop FROM STDIN (FORMAT binary)") { copy in
  ///   var buffer = BinaryCopyBuffer()
  ///   for shop in shops {
  ///     buffer.append(row: 2)
  ///     buffer.append(int64: shop.id)
  ///     buffer.append(text: shop.name)
  ///     try copy.write(&buffer, whenOver: CopyIn.pieceSize)
  ///   }
  ///   buffer.appendTrailer()
  ///   try copy.write(&buffer)
  /// }
  /// ```
  ///
  /// The server looks at the data as it comes but tells its verdict only at the end, so bad data is
  /// found after `body` has returned. When `body` throws, the COPY is given up and no row stays.
  ///
  /// - Parameters:
  ///   - statement: a COPY, which takes no parameters: use `\(identifier:)` and `\(literal:)`.
  ///   - body: writes the data, in any pieces.
  /// - Returns: the number of rows the server took.
  /// - Throws: what `body` throws; `server`, `cancelled`, `connectionLost`; `unexpectedResult` when
  ///   the statement is no COPY FROM STDIN.
  @discardableResult
  public mutating func copyIn(
    _ statement: Query, _ body: (inout CopyIn) throws -> Void
  ) throws -> Int {
    try startCopy(statement, PGRES_COPY_IN)
    do {
      var copy = CopyIn(connection: raw, statement: statement.text)
      try body(&copy)
      try copy.flush()
    } catch {
      // Only the server's log gets to see this text.
      _ = PQputCopyEnd(raw, "given up by the client")
      drain()
      throw error
    }
    guard PQputCopyEnd(raw, nil) == 1 else {
      let failure = PostgresError.failed(connection: raw, statement: statement.text)
      drain()
      throw failure
    }
    return try finish(statement: statement.text)?.affectedRows ?? 0
  }

  /// Runs `COPY … FROM STDIN (FORMAT binary)` and sends the rows that `body` writes, between the format's header and trailer.
  ///
  /// - Parameters:
  ///   - statement: a COPY, which takes no parameters: use `\(identifier:)` and `\(literal:)`.
  ///   - body: writes rows, in any pieces, without header and trailer.
  /// - Returns: the number of rows the server took.
  /// - Throws: as ``copyIn(_:_:)``.
  @discardableResult
  public mutating func copyRowsIn(
    _ statement: Query, _ body: (inout CopyIn) throws -> Void
  ) throws -> Int {
    try copyIn(statement) { copy in
      var edge = BinaryCopyBuffer(capacity: 64)
      try copy.write(&edge)
      try copy.flush()
      try body(&copy)
      edge.appendTrailer()
      try copy.write(&edge)
    }
  }

  /// Runs `COPY … TO STDOUT` and calls `body` with every row as it arrives.
  ///
  /// In text and CSV format a piece is one line with its newline; in binary format, a header, a row
  /// or the trailer. When `body` throws, the rest is read and thrown away.
  ///
  /// - Parameters:
  ///   - statement: a COPY, which takes no parameters: use `\(identifier:)` and `\(literal:)`.
  ///   - body: gets bytes that are valid during the call only.
  /// - Returns: the number of rows copied.
  /// - Throws: what `body` throws; `server`, `cancelled`, `connectionLost`; `unexpectedResult` when
  ///   the statement is no COPY TO STDOUT.
  @discardableResult
  public mutating func copyOut(
    _ statement: Query, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) throws -> Int {
    try startCopy(statement, PGRES_COPY_OUT)
    do {
      while true {
        var data: UnsafeMutablePointer<CChar>?
        let count = PQgetCopyData(raw, &data, 0)
        guard count > 0, let data else { break }
        defer { PQfreemem(data) }
        try body(UnsafeRawBufferPointer(start: data, count: Int(count)))
      }
    } catch {
      leaveCopy(PGRES_COPY_OUT)
      drain()
      throw error
    }
    return try finish(statement: statement.text)?.affectedRows ?? 0
  }

  private mutating func startCopy(_ statement: Query, _ expected: ExecStatusType)
    throws(PostgresError)
  {
    guard statement.parameters.isEmpty else {
      throw .usage("COPY takes no parameters", statement: statement.text)
    }
    // By the simple protocol. The extended one ends a statement with a Sync message, which the server skips
    // while it copies; one that is cancelled before it has come to that message answers it, and the Sync
    // behind the data once more, so that the next statement would take the second answer for its own.
    try EncodedParameters.refuseZeroByte(in: statement.text)
    guard PQsendQuery(raw, statement.text) == 1 else {
      throw .failed(connection: raw, statement: statement.text)
    }
    let result = nextResult()
    guard let result else { throw .failed(connection: raw, statement: statement.text) }
    if result.status == expected { return }
    try check(result, statement: statement.text)
    drain()
    throw PostgresError(
      .unexpectedResult, summary: "the statement did not start the COPY expected",
      statement: statement.text)
  }
}
