internal import CLibPQ
internal import Glibc

extension ServerFields {
  init(result: OpaquePointer) {
    func field(_ field: clibpq_field) -> String? {
      clibpq_error_field(result, field).map { String(cString: $0) }
    }
    sqlState = field(CLIBPQ_FIELD_SQLSTATE).map { SQLState(rawValue: $0) }
    severity = field(CLIBPQ_FIELD_SEVERITY)
    message = field(CLIBPQ_FIELD_MESSAGE)
    detail = field(CLIBPQ_FIELD_DETAIL)
    hint = field(CLIBPQ_FIELD_HINT)
    context = field(CLIBPQ_FIELD_CONTEXT)
    position = field(CLIBPQ_FIELD_POSITION).flatMap { Int($0) }
    internalQuery = field(CLIBPQ_FIELD_INTERNAL_QUERY)
    schema = field(CLIBPQ_FIELD_SCHEMA)
    table = field(CLIBPQ_FIELD_TABLE)
    column = field(CLIBPQ_FIELD_COLUMN)
    dataType = field(CLIBPQ_FIELD_DATATYPE)
    constraint = field(CLIBPQ_FIELD_CONSTRAINT)
    sourceFunction = field(CLIBPQ_FIELD_SOURCE_FUNCTION)
    if message == nil {
      // A failure libpq found itself has no fields, only a text.
      message = PQresultErrorMessage(result).map { String(cString: $0) }
    }
  }
}

extension PostgresError {
  /// The error in a failed result. Call it when the statement's results have been drained: only
  /// then does libpq know that a FATAL error was the session's last word.
  static func failed(_ fields: ServerFields, connection: OpaquePointer, statement: String?)
    -> PostgresError
  {
    let isLost =
      fields.severity == "FATAL" || fields.severity == "PANIC"
      || (fields.sqlState == nil ? isGone(connection) : PQstatus(connection) == CONNECTION_BAD)
    let code: Code =
      if isLost { .connectionLost } else if fields.sqlState == .queryCanceled {
        .cancelled
      } else if fields.sqlState == nil { .unexpectedResult } else { .server }
    return PostgresError(code, fields: fields, statement: statement)
  }

  /// The error libpq keeps with the connection, for calls that return no result.
  static func failed(connection: OpaquePointer, statement: String?) -> PostgresError {
    let message = PQerrorMessage(connection).map { String(cString: $0) }
    return PostgresError(
      isGone(connection) ? .connectionLost : .unexpectedResult,
      fields: ServerFields(message: message), statement: statement)
  }

  /// Whether the session has ended. Where a statement could not be sent and a notice came before the end, as from a server
  /// that crashed, libpq says so without having read that far: what is there is read first.
  private static func isGone(_ connection: OpaquePointer) -> Bool {
    var socket = pollfd(fd: PQsocket(connection), events: Int16(POLLIN), revents: 0)
    for _ in 0..<16 where PQstatus(connection) != CONNECTION_BAD {
      guard poll(&socket, 1, 0) > 0, PQconsumeInput(connection) == 1 else { break }
    }
    return PQstatus(connection) == CONNECTION_BAD
  }
}
