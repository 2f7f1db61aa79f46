internal import CLibPQ

// The one way in and out of libpq: send, then read results until there are none.
extension Connection {
  /// Sends one statement; its results are then read by `nextResult()`.
  mutating func send(_ query: Query) throws(PostgresError) {
    let parameters = try EncodedParameters(query)
    let sent = parameters.withPointers { count, types, values, lengths, formats in
      PQsendQueryParams(raw, query.text, count, types, values, lengths, formats, 0)
    }
    guard sent == 1 else { throw .failed(connection: raw, statement: query.text) }
  }

  /// The next result of what was sent; nil when the server is ready for another statement.
  mutating func nextResult() -> ResultHandle? {
    guard let result = PQgetResult(raw) else { return nil }
    return ResultHandle(result)
  }

  /// Reads results to the end, leaving COPY if one had started, and returns the last good one.
  ///
  /// - Throws: the first error, after the end has been reached.
  mutating func finish(statement: String) throws(PostgresError) -> ResultHandle? {
    var last: ResultHandle?
    var failure: ServerFields?
    var copy = false
    while let result = nextResult() {
      let status = result.status
      switch status {
      case PGRES_FATAL_ERROR, PGRES_BAD_RESPONSE, PGRES_NONFATAL_ERROR:
        if failure == nil { failure = ServerFields(result: result.raw) }
      case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
        copy = true
        leaveCopy(status)
      default:
        last = consume result
      }
    }
    if copy {
      throw PostgresError(
        .unexpectedResult, summary: "COPY needs its own call: copyIn or copyOut",
        statement: statement)
    }
    if let failure { throw .failed(failure, connection: raw, statement: statement) }
    if isLost { throw .failed(connection: raw, statement: statement) }
    return last
  }

  /// Reads results to the end and throws them away, errors too: what the caller has to say is more
  /// important.
  mutating func drain() {
    while let result = nextResult() { leaveCopy(result.status) }
  }

  mutating func leaveCopy(_ status: ExecStatusType) {
    switch status {
    case PGRES_COPY_IN, PGRES_COPY_BOTH:
      _ = PQputCopyEnd(raw, "not expected by the client")
    case PGRES_COPY_OUT:
      var data: UnsafeMutablePointer<CChar>?
      while PQgetCopyData(raw, &data, 0) > 0 { PQfreemem(data) }
    default:
      break
    }
  }
}

extension Connection {
  /// Throws what a result says went wrong, after the results behind it have been drained.
  mutating func check(_ result: borrowing ResultHandle, statement: String) throws(PostgresError) {
    switch result.status {
    case PGRES_FATAL_ERROR, PGRES_BAD_RESPONSE, PGRES_NONFATAL_ERROR:
      let fields = ServerFields(result: result.raw)
      drain()
      throw .failed(fields, connection: raw, statement: statement)
    case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
      leaveCopy(result.status)
      drain()
      throw PostgresError(
        .unexpectedResult, summary: "COPY needs its own call: copyIn or copyOut",
        statement: statement)
    default:
      break
    }
  }
}
