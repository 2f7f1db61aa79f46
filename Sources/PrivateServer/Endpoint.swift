/// What a client needs to reach the private server. There is no password: the kernel vouches for
/// the caller (peer authentication).
public struct Endpoint: Sendable, Hashable {
  /// Absolute path of the directory that holds `.s.PGSQL.<port>`; libpq takes it as `host`.
  ///
  /// It is read from the running server, so it is right even when the server was started with
  /// another environment than the caller's.
  public var socketDirectory: String

  /// Only a part of the socket's file name. Nothing listens on TCP.
  public var port: Int

  /// The role to connect as, the cluster's superuser.
  public var user: String

  /// The database to connect to.
  public var database: String

  /// Makes an endpoint; the role and the database are the private server's unless told otherwise.
  public init(
    socketDirectory: String, port: Int, user: String = "yurai", database: String = "yurai"
  ) {
    self.socketDirectory = socketDirectory
    self.port = port
    self.user = user
    self.database = database
  }

  /// Absolute path of the Unix socket.
  var socketPath: String { "\(socketDirectory)/.s.PGSQL.\(port)" }
}
