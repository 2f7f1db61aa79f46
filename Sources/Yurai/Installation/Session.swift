internal import Foundation
internal import Matching
public import Postgres
internal import PrivateServer

/// One use of the tool: a connection whose schema is current, and the secret that fits the database.
public struct Session: ~Copyable {
  /// The connection; its `search_path` is the tool's schema.
  public var connection: Connection
  /// With which it was made: for a second connection beside it.
  public let parameters: ConnectionParameters
  let secret: MatchSecret
  /// Where the ledger's keys and the last signed checkpoint lie: beside the match secret.
  let ledgerFolder: String

  /// Connects, starts the private server when nothing names another, migrates, and checks the secret.
  ///
  /// - Throws: `YuraiError` with exit `unreachable` when there is no database to talk to, and with a message
  ///   that says what to do when the secret is not the one that the database was filled with.
  public init(_ settings: DatabaseSettings, log: @escaping @Sendable (String) -> Void) throws {
    let environment = ProcessInfo.processInfo.environment
    let parameters = try Self.parameters(settings, environment, log)
    var connection = try Self.connect(parameters)
    try Self.refuseOtherEncodings(connection)
    try connection.run(SQLScript(named: "queries/session"))
    let applied = try Migrations().apply(to: &connection)
    if !applied.isEmpty {
      log("schema brought up to date: \(applied.joined(separator: ", "))")
      if let ctype = try LetterType.blind(&connection) {
        log(LetterType.warning(connection.database, ctype))
      }
    }
    let location = ServerLocation.resolve(environment: environment, isRoot: geteuid() == 0)
    let path =
      settings.secretPath ?? environment["YURAI_SECRET_FILE"]
      ?? "\(location.directory)/match.secret"
    secret = try Self.secret(MatchSecretFile(path: path), &connection, log)
    Interruption.watch(connection.canceller)
    ledgerFolder =
      environment["YURAI_LEDGER_DIR"]
      ?? PathText.joined(PathText.folder(of: path), "ledger")
    self.parameters = parameters
    self.connection = connection
  }

  private static func parameters(
    _ settings: DatabaseSettings, _ environment: [String: String],
    _ log: @escaping @Sendable (String) -> Void
  ) throws -> ConnectionParameters {
    var parameters = settings.parameters
    if !settings.namesServer(environment: environment) {
      let location = ServerLocation.resolve(environment: environment, isRoot: geteuid() == 0)
      do {
        let endpoint = try PrivateServer(location: location, log: log).ensureRunning()
        parameters.host = endpoint.socketDirectory
        parameters.port = String(endpoint.port)
        parameters.user = endpoint.user
        parameters.database = endpoint.database
      } catch {
        throw YuraiError(error.description, exit: .unreachable)
      }
    } else if let url = settings.fallback(environment: environment) {
      parameters.database = url
    }
    return parameters
  }

  private static func connect(_ parameters: ConnectionParameters) throws -> Connection {
    do { return try Connection(parameters) } catch {
      throw YuraiError(
        "the database cannot be reached: \(error.description)", exit: .unreachable)
    }
  }

  /// Names of customers are in UTF-8; another encoding could not hold them all, or would count bytes for letters.
  private static func refuseOtherEncodings(_ connection: borrowing Connection) throws {
    let encoding = connection.parameterStatus("server_encoding") ?? "unknown"
    guard encoding != "UTF8" else { return }
    let copy: Query = "\(identifier: connection.database + "_utf8")"
    throw YuraiError(
      "the database \(connection.database) has the encoding \(encoding), and yurai needs UTF8. An encoding cannot be changed: "
        + "make another database, CREATE DATABASE \(copy.text) ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8' TEMPLATE template0, "
        + "and name it with -d")
  }

  /// The database knows a check value of its secret. A database without one takes the file's, or a new one.
  private static func secret(
    _ file: MatchSecretFile, _ connection: inout Connection, _ log: (String) -> Void
  ) throws -> MatchSecret {
    let rows = try connection.rows(SQLScript(named: "queries/secret_check").query())
    let held: Int64? = rows.isEmpty ? nil : try rows.value(0, 0)
    let secret = try file.read()
    switch (held, secret) {
    case (nil, let secret):
      let secret = try secret ?? file.create()
      let taken = try connection.execute(
        SQLScript(named: "queries/secret_check_set").query(["check": secret.checkValue]))
      // Of several first runs at once one comes first; the others are checked against what it wrote.
      guard taken == 1 else { return try Self.secret(file, &connection, log) }
      log(
        "match keys are made with the secret in \(file.path): back it up, apart from the database")
      return secret
    case (let held?, let secret?) where held == secret.checkValue: return secret
    case (_?, nil):
      throw YuraiError(
        "this database was filled with a match secret that is not at \(file.path). Restore that file from the "
          + "backup, or name it with --secret-file")
    default:
      throw YuraiError(
        "the match secret at \(file.path) is not the one that this database was filled with. Keys made with it "
          + "would match nothing. Restore the right file, or name it with --secret-file")
    }
  }
}
