/// What the user said about where to connect; libpq knows the rest.
///
/// Everything left out comes from where psql takes it too: the `PG*` environment, the service file
/// (`service=…` or `PGSERVICE`), `~/.pgpass`, the compiled-in defaults.
public struct ConnectionParameters: Sendable {
  /// Where a password comes from when neither the environment nor `~/.pgpass` has one.
  public enum Password: Sendable {
    /// A password that is known already.
    case text(String)
    /// Asked for once, only after the server has asked for a password; nil gives up.
    ///
    /// Called on the thread that connects, which waits for it. It gets the user's name.
    case onDemand(@Sendable (_ user: String) -> String?)
  }

  /// The host's name, its address, or the directory of a Unix socket.
  public var host: String?

  /// The port, which also names the socket in that directory.
  public var port: String?

  /// The role.
  public var user: String?

  /// The database's name, or a whole connection string: `host=… dbname=…`, `service=…`,
  /// `postgresql://…`. As with psql, what a connection string says wins over the fields above.
  public var database: String?

  /// The password, if it is not libpq's business.
  public var password: Password?

  /// Shown in `pg_stat_activity`, unless the environment or the connection string names another.
  public var applicationName: String

  /// Any other keyword of libpq, for instance `connect_timeout`, `sslmode`, or `options` with
  /// `-c name=value` in it. An unknown keyword makes connecting fail.
  public var options: [String: String]

  /// Takes what is known.
  public init(
    host: String? = nil, port: String? = nil, user: String? = nil, database: String? = nil,
    password: Password? = nil, applicationName: String = "yurai", options: [String: String] = [:]
  ) {
    self.host = host
    self.port = port
    self.user = user
    self.database = database
    self.password = password
    self.applicationName = applicationName
    self.options = options
  }
}

extension ConnectionParameters: CustomStringConvertible, CustomReflectable {
  /// The fields without any password; a connection string is not shown, since it may hold one.
  public var description: String {
    shown.map { "\($0)=\($1)" }.joined(separator: " ")
  }

  /// The same as ``description``, so that `dump` shows no password either.
  public var customMirror: Mirror {
    Mirror(self, children: shown.map { (label: $0, value: $1) })
  }

  private var shown: [(String, String)] {
    let database = database.map { Self.isConnectionString($0) ? "<connection string>" : $0 }
    return [("host", host), ("port", port), ("user", user), ("dbname", database)]
      .compactMap { name, value in value.map { (name, $0) } }
  }

  /// libpq's own rule for `dbname` (`recognized_connection_string` in the manual's words: contains
  /// `=` or begins as a URI).
  static func isConnectionString(_ text: String) -> Bool {
    text.contains("=") || text.hasPrefix("postgresql://") || text.hasPrefix("postgres://")
  }
}
