internal import CLibPQ

/// A session with a PostgreSQL server, through libpq.
///
/// Every call blocks its thread until the server has answered. That is by design: a batch job runs
/// on a plain thread with a connection of its own. Do not use a connection on Swift's cooperative
/// pool, whose few threads must not wait; several jobs are several threads and several connections.
///
/// ```swift
/// var connection = try Connection(ConnectionParameters(database: "mall"))
/// try connection.transaction(.repeatableRead) { connection in
///   let open = try connection.value("SELECT count(*) FROM shop WHERE NOT closed", as: Int.self)
///   try connection.execute("INSERT INTO audit (open_shops) VALUES (\(open))")
/// }
/// ```
///
/// After any error but `connectionLost` the connection can be used again. Statements go through the
/// extended protocol, which takes one statement at a time; ``run(script:)`` alone takes several.
///
/// `@unchecked Sendable` is sound because a `PGconn` asks for one user at a time, and this type
/// grants it: it cannot be copied, whoever holds it may move it to another thread, and every call
/// that talks to the server or changes the session is `mutating`, so the compiler rules out two at
/// once. What is not mutating only reads fields that nothing else is writing at that time.
public struct Connection: ~Copyable, @unchecked Sendable {
  let raw: OpaquePointer
  private let noticeBox = NoticeBox()

  /// Connects and logs in.
  ///
  /// Warnings the server gives while connecting go to standard error, as libpq does it.
  ///
  /// - Throws: `connectionFailed`; `passwordRequired` when the server wants a password and there is
  ///   none; `usage` for a connection string that cannot be read.
  public init(_ parameters: ConnectionParameters) throws(PostgresError) {
    raw = try Self.open(parameters)
    noticeBox.install(on: raw)
  }

  deinit { PQfinish(raw) }

  /// The server's version: 150018 is 15.18.
  public var serverVersion: Int { Int(PQserverVersion(raw)) }

  /// The process id of the server's process for this session.
  public var backendPID: Int32 { PQbackendPID(raw) }

  /// The database connected to.
  public var database: String { PQdb(raw).map { String(cString: $0) } ?? "" }

  /// The role logged in as.
  public var user: String { PQuser(raw).map { String(cString: $0) } ?? "" }

  /// The host's name or address, or the directory of the Unix socket.
  public var host: String { PQhost(raw).map { String(cString: $0) } ?? "" }

  /// The port.
  public var port: String { PQport(raw).map { String(cString: $0) } ?? "" }

  /// A setting the server reports, such as `TimeZone` or `server_encoding`; nil when it does not.
  public func parameterStatus(_ name: String) -> String? {
    PQparameterStatus(raw, name).map { String(cString: $0) }
  }

  /// Whether the session has ended.
  public var isLost: Bool { PQstatus(raw) == CONNECTION_BAD }

  /// Whether a transaction block is open, failed or not.
  public var isInTransaction: Bool {
    let status = PQtransactionStatus(raw)
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR
  }

  /// Called with every notice and warning; nil, as at first, drops them.
  public var notices: NoticeHandler? {
    get { noticeBox.handler }
    set { noticeBox.handler = newValue }
  }

  /// A handle to cancel, from another thread, what this connection will be doing.
  public var canceller: Canceller { Canceller(connection: raw) }

  private static func open(_ parameters: ConnectionParameters) throws(PostgresError)
    -> OpaquePointer
  {
    var password: String?
    if case .text(let text) = parameters.password { password = text }
    var connection = try attempt(parameters.keywords(password: password))
    if PQstatus(connection) != CONNECTION_OK, PQconnectionNeedsPassword(connection) == 1,
      case .onDemand(let ask) = parameters.password,
      let answer = ask(PQuser(connection).map { String(cString: $0) } ?? "")
    {
      PQfinish(connection)
      connection = try attempt(parameters.keywords(password: answer))
    }
    guard PQstatus(connection) == CONNECTION_OK else {
      let message = PQerrorMessage(connection).map { String(cString: $0) }
      let needsPassword = PQconnectionNeedsPassword(connection) == 1
      PQfinish(connection)
      throw PostgresError(
        needsPassword ? .passwordRequired : .connectionFailed,
        fields: ServerFields(message: message))
    }
    return connection
  }

  private static func attempt(_ keywords: [(keyword: String, value: String)])
    throws(PostgresError) -> OpaquePointer
  {
    // Two NULL-terminated lists of C strings; libpq copies what it keeps.
    let names = keywords.map { strdup($0.keyword) }
    let values = keywords.map { strdup($0.value) }
    defer { for pointer in names + values { free(pointer) } }
    let connection = PQconnectdbParams(
      names.map { UnsafePointer($0) } + [nil], values.map { UnsafePointer($0) } + [nil], 1)
    guard let connection else {
      throw PostgresError(.connectionFailed, summary: "libpq is out of memory")
    }
    return connection
  }
}
