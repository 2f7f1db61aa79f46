/// A five-character SQLSTATE code, as the server sends it with every error and notice.
///
/// The codes are those of the SQL standard and of PostgreSQL's manual, appendix A. They do not
/// depend on the server's language, unlike messages, so decisions are made on them.
public struct SQLState: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  /// The code's five characters, digits and upper-case letters.
  public let rawValue: String

  /// Takes any code, known or not.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// The first two characters, which name the class: `23` is an integrity constraint violation.
  public var classCode: String { String(rawValue.prefix(2)) }

  /// The code and, where it has one, the condition's name: `23505 unique_violation`.
  public var description: String {
    if let conditionName { "\(rawValue) \(conditionName)" } else { rawValue }
  }
}

extension SQLState {
  /// 21000: a subquery used as a value gave more than one row.
  public static let cardinalityViolation = SQLState(rawValue: "21000")
  /// 22001: text is longer than its column.
  public static let stringDataRightTruncation = SQLState(rawValue: "22001")
  /// 22003: a number does not fit its type.
  public static let numericValueOutOfRange = SQLState(rawValue: "22003")
  /// 22012: a division by zero.
  public static let divisionByZero = SQLState(rawValue: "22012")
  /// 22021: bytes that are not UTF-8, or a zero byte inside text.
  public static let characterNotInRepertoire = SQLState(rawValue: "22021")
  /// 22P02: text that cannot be read as the type wanted.
  public static let invalidTextRepresentation = SQLState(rawValue: "22P02")
  /// 22P03: a binary value of the wrong length or shape.
  public static let invalidBinaryRepresentation = SQLState(rawValue: "22P03")
  /// 22P04: COPY data that breaks the format.
  public static let badCopyFileFormat = SQLState(rawValue: "22P04")
  /// 23502: NULL in a NOT NULL column.
  public static let notNullViolation = SQLState(rawValue: "23502")
  /// 23503: a row refers to one that does not exist, or is still referred to.
  public static let foreignKeyViolation = SQLState(rawValue: "23503")
  /// 23001: the row may not be changed or removed.
  public static let restrictViolation = SQLState(rawValue: "23001")
  /// 23505: the key is already there.
  public static let uniqueViolation = SQLState(rawValue: "23505")
  /// 23514: a CHECK constraint said no.
  public static let checkViolation = SQLState(rawValue: "23514")
  /// 23P01: an EXCLUDE constraint said no.
  public static let exclusionViolation = SQLState(rawValue: "23P01")
  /// 25006: a write in a read-only transaction.
  public static let readOnlySQLTransaction = SQLState(rawValue: "25006")
  /// 25P02: the transaction has failed before; everything but ROLLBACK is refused.
  public static let inFailedSQLTransaction = SQLState(rawValue: "25P02")
  /// 28000: the server will not let this user in.
  public static let invalidAuthorization = SQLState(rawValue: "28000")
  /// 28P01: a wrong password.
  public static let invalidPassword = SQLState(rawValue: "28P01")
  /// 3D000: no such database.
  public static let invalidCatalogName = SQLState(rawValue: "3D000")
  /// 40001: a serializable or repeatable-read transaction that must be tried again.
  public static let serializationFailure = SQLState(rawValue: "40001")
  /// 40P01: two transactions waited for each other; this one was ended.
  public static let deadlockDetected = SQLState(rawValue: "40P01")
  /// 42501: the role lacks the privilege.
  public static let insufficientPrivilege = SQLState(rawValue: "42501")
  /// 42601: the statement cannot be parsed.
  public static let syntaxError = SQLState(rawValue: "42601")
  /// 42703: no such column.
  public static let undefinedColumn = SQLState(rawValue: "42703")
  /// 42704: no such object (type, role, collation …).
  public static let undefinedObject = SQLState(rawValue: "42704")
  /// 42883: no function of that name and those argument types.
  public static let undefinedFunction = SQLState(rawValue: "42883")
  /// 42P01: no such table.
  public static let undefinedTable = SQLState(rawValue: "42P01")
  /// 42P04: the database exists already.
  public static let duplicateDatabase = SQLState(rawValue: "42P04")
  /// 42P06: the schema exists already.
  public static let duplicateSchema = SQLState(rawValue: "42P06")
  /// 42P07: the table exists already.
  public static let duplicateTable = SQLState(rawValue: "42P07")
  /// 53100: the server's disk is full.
  public static let diskFull = SQLState(rawValue: "53100")
  /// 53200: the server is out of memory.
  public static let outOfMemory = SQLState(rawValue: "53200")
  /// 53300: the server accepts no more connections.
  public static let tooManyConnections = SQLState(rawValue: "53300")
  /// 55P03: a lock is held by another (`NOWAIT`, or `lock_timeout` passed).
  public static let lockNotAvailable = SQLState(rawValue: "55P03")
  /// 57014: the statement was cancelled, by ``Canceller`` or by `statement_timeout`.
  public static let queryCanceled = SQLState(rawValue: "57014")
  /// 57P01: the server is shutting down, or an administrator ended this session.
  public static let adminShutdown = SQLState(rawValue: "57P01")
  /// 57P02: the server is recovering from another session's crash.
  public static let crashShutdown = SQLState(rawValue: "57P02")
  /// 57P03: the server is starting up or shutting down and takes no connection yet.
  public static let cannotConnectNow = SQLState(rawValue: "57P03")
  /// 58P01: the server misses a file.
  public static let undefinedFile = SQLState(rawValue: "58P01")
  /// P0001: a `RAISE EXCEPTION` without a code of its own.
  public static let raiseException = SQLState(rawValue: "P0001")
}
