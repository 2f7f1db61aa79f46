/// What went wrong between this program and the server.
///
/// Decide on ``code`` and ``sqlState``; both are stable, messages are not (they come in the
/// server's language). An error is safe to print: ``description`` never carries values out of the
/// database. ``debugDescription`` and the fields below may, so they stay out of logs.
public struct PostgresError: Error, Sendable {
  /// The kind of failure. The raw values are stable.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// No session could be opened.
    case connectionFailed
    /// No session could be opened because the server wants a password and there was none.
    case passwordRequired
    /// The session ended: the server went away, shut down, or an administrator ended it. Whether a
    /// running COMMIT took effect is unknown.
    case connectionLost
    /// The server refused a statement; see ``PostgresError/sqlState``.
    case server
    /// The statement was cancelled (57014), by ``Canceller`` or by `statement_timeout`.
    case cancelled
    /// A transaction's body returned although a statement in it had failed, so COMMIT rolled back.
    case transactionAborted
    /// A column's value cannot be read as the type asked for.
    case unreadableValue
    /// The statement did something else than the call expects, such as a COPY that did not start.
    case unexpectedResult
    /// The caller's mistake, found before anything was sent.
    case usage
  }

  final class Storage: Sendable {
    let code: Code
    let fields: ServerFields
    let summary: String?
    let statement: String?
    let statementIndex: Int?

    init(
      code: Code, fields: ServerFields, summary: String?, statement: String?, statementIndex: Int?
    ) {
      self.code = code
      self.fields = fields
      self.summary = summary
      self.statement = statement
      self.statementIndex = statementIndex
    }
  }

  /// One reference: a thrown error is copied through many frames.
  let storage: Storage

  /// The summary is a sentence of ours, which holds nothing out of the data.
  init(
    _ code: Code, summary: String? = nil, fields: ServerFields = ServerFields(),
    statement: String? = nil, statementIndex: Int? = nil
  ) {
    storage = Storage(
      code: code, fields: fields, summary: summary, statement: statement,
      statementIndex: statementIndex)
  }

  static func usage(_ summary: String, statement: String? = nil) -> PostgresError {
    PostgresError(.usage, summary: summary, statement: statement)
  }

  func atStatement(_ index: Int) -> PostgresError {
    PostgresError(
      code, summary: storage.summary, fields: storage.fields, statement: storage.statement,
      statementIndex: index)
  }
}

extension PostgresError {
  /// The kind of failure.
  public var code: Code { storage.code }

  /// The server's code; nil when libpq or this library found the fault.
  public var sqlState: SQLState? { storage.fields.sqlState }

  /// The server's severity in English: `ERROR`, `FATAL` or `PANIC`.
  public var severity: String? { storage.fields.severity }

  /// The server's or libpq's primary message, in the server's language. May hold values.
  public var message: String? { storage.fields.message }

  /// The server's DETAIL line. Usually holds values: `Key (id)=(1) already exists.`
  public var detail: String? { storage.fields.detail }

  /// The server's HINT line.
  public var hint: String? { storage.fields.hint }

  /// Where it happened: the PL/pgSQL call stack, or a COPY's line with its text. Holds values.
  public var context: String? { storage.fields.context }

  /// Where in the statement the fault lies, in characters (not bytes), counted from 1.
  public var position: Int? { storage.fields.position }

  /// The schema of ``table``, when the server names one.
  public var schema: String? { storage.fields.schema }

  /// The table concerned, when the server names one.
  public var table: String? { storage.fields.table }

  /// The column concerned, when the server names one.
  public var column: String? { storage.fields.column }

  /// The data type concerned, when the server names one.
  public var dataType: String? { storage.fields.dataType }

  /// The constraint that was violated, when the server names one.
  public var constraint: String? { storage.fields.constraint }

  /// The SQL that was sent, with `$1` in place of values.
  public var statement: String? { storage.statement }

  /// Which of the pipeline's statements failed, counted from 0 since its beginning.
  public var statementIndex: Int? { storage.statementIndex }
}

/// The fields of an ErrorResponse or NoticeResponse message that we keep.
struct ServerFields: Sendable {
  var sqlState: SQLState?
  var severity: String?
  var message: String?
  var detail: String?
  var hint: String?
  var context: String?
  var position: Int?
  var internalQuery: String?
  var schema: String?
  var table: String?
  var column: String?
  var dataType: String?
  var constraint: String?
  var sourceFunction: String?
}
