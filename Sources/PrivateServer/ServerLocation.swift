internal import Glibc

/// Where one private cluster lives on disk. All paths are absolute.
///
/// ```
/// <directory>/             ours; 0700, for root 0711 so that the server's account can pass
///   lock                   flock: one process at a time creates, starts or stops
///   server.log             0600
///   yurai.conf, …          the server's settings, rewritten at each start
///   pgdata/                the cluster; for root it belongs to the server's account
///   pgdata.new.<pid>/      a cluster being made; a leftover of a killed run
///   run/                   0700, the socket
/// ```
public struct ServerLocation: Sendable, Hashable {
  /// The directory that everything else lies in.
  public var directory: String

  /// A location in an explicit directory.
  ///
  /// - Parameter directory: May be relative to the current directory, and need not exist yet.
  public init(directory: String) {
    var path = directory
    if !path.hasPrefix("/"), let here = getcwd(nil, 0) {
      path = "\(String(cString: here))/\(path)"
      free(here)
    }
    let parts = path.split(separator: "/").filter { $0 != "." }
    self.directory = "/" + parts.joined(separator: "/")
  }

  /// The location that the environment asks for: `$XDG_DATA_HOME/yurai`, else
  /// `~/.local/share/yurai`; for root without `XDG_DATA_HOME` it is `/var/lib/yurai`, because the
  /// unprivileged account that runs the server cannot pass through root's home.
  ///
  /// A relative `XDG_DATA_HOME` is ignored, as the XDG Base Directory Specification demands.
  ///
  /// - Parameters:
  ///   - environment: The process's environment; `XDG_DATA_HOME` and `HOME` are read.
  ///   - isRoot: Whether the effective user is root.
  /// - Returns: The location; it may not exist, and may not be possible.
  public static func resolve(environment: [String: String], isRoot: Bool) -> ServerLocation {
    if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") {
      return ServerLocation(directory: data + "/yurai")
    }
    if isRoot { return ServerLocation(directory: "/var/lib/yurai") }
    var home = environment["HOME"] ?? ""
    // cron and some containers set no HOME.
    if !home.hasPrefix("/") { home = UserRecord(id: geteuid())?.home ?? "/nonexistent" }
    return ServerLocation(directory: home + "/.local/share/yurai")
  }

  /// PostgreSQL's data directory.
  public var dataDirectory: String { directory + "/pgdata" }

  /// The server's log, for people. No row values reach it (see ``ServerSettings``).
  public var logFile: String { directory + "/server.log" }

  /// The file that serialises creating, starting and stopping between processes.
  public var lockFile: String { directory + "/lock" }

  /// Where a server started now puts its socket: `run` below ``directory``, or, when that is no
  /// possible socket path, a directory of our own below `/tmp` named by a hash of ``directory``.
  ///
  /// `/tmp` and not `$XDG_RUNTIME_DIR`: that one vanishes when the user logs out while the server
  /// lives on, and a cron job has none, so two runs of one user would look in different places.
  /// What `/tmp` lacks in trust is checked: owner, mode, and that it is no symbolic link.
  public var socketDirectory: String {
    let own = directory + "/run"
    if Self.canHoldSocket(own) { return own }
    return "/tmp/yurai-" + Self.hash(directory)
  }

  /// Whether a socket in `directory` fits `sockaddr_un` (107 bytes and a NUL) and libpq can be told
  /// of it: libpq splits `host` at commas.
  static func canHoldSocket(_ directory: String) -> Bool {
    directory.utf8.count + "/.s.PGSQL.00000".utf8.count <= 107 && !directory.utf8.contains(0x2C)
  }

  /// FNV-1a, 64 bits, 16 hexadecimal digits. It only tells directories apart; nothing is secured
  /// by it.
  static func hash(_ text: String) -> String {
    var value: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 {
      value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
