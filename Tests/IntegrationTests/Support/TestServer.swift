import Foundation
import Postgres
import PrivateServer
import Testing
import Yurai

/// One private server for the whole run, in a data folder of its own, and a template database that
/// has the schema already.
///
/// A shell keeps watch at the end of a pipe whose other end only this process holds: when the process
/// ends, in whatever way, the shell stops the server and removes the folder.
final class TestServer: Sendable {
  /// Started by the first test that asks.
  static func shared() throws -> TestServer { try started.get() }

  private static let started = Result { try TestServer() }

  /// The folder of everything; `xdg` below it is the tool's `XDG_DATA_HOME`.
  let root: String
  let endpoint: Endpoint
  /// The match secret of every database that comes from the template.
  let secretPath: String

  private let watcher: Process
  private let lifeline: Pipe
  private let numbers = Numbers()

  var xdg: String { "\(root)/xdg" }
  var location: ServerLocation { ServerLocation(directory: "\(xdg)/yurai") }

  private init() throws {
    root = "\(Self.spacious)/yurai-it-\(ProcessInfo.processInfo.processIdentifier)"
    try FileManager.default.createDirectory(
      atPath: "\(root)/xdg", withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o755])
    lifeline = Pipe()
    watcher = Process()
    watcher.executableURL = URL(fileURLWithPath: "/bin/sh")
    watcher.arguments = ["-c", Self.script, "watcher", root]
    watcher.standardInput = lifeline
    try watcher.run()
    secretPath = "\(root)/match.secret"
    let location = ServerLocation(directory: "\(root)/xdg/yurai")
    endpoint = try PrivateServer(location: location, log: { _ in }).ensureRunning()
    var connection = try Connection(parameters("postgres"))
    try connection.execute("CREATE DATABASE template_yurai")
    _ = try Session(
      DatabaseSettings(parameters: parameters("template_yurai"), secretPath: secretPath),
      log: { _ in })
  }

  /// How to reach a database of this server.
  func parameters(_ database: String) -> ConnectionParameters {
    ConnectionParameters(
      host: endpoint.socketDirectory, port: String(endpoint.port), user: endpoint.user,
      database: database)
  }

  /// A new database: from the template, or one in which nothing has ever been.
  func createDatabase(isBlank: Bool = false) throws -> String {
    let name = "test_\(numbers.next())"
    let template = isBlank ? "template0" : "template_yurai"
    // One at a time: a template may not be copied while somebody is connected to it.
    try numbers.alone {
      var connection = try Connection(parameters("postgres"))
      try connection.execute(
        "CREATE DATABASE \(identifier: name) TEMPLATE \(identifier: template)")
    }
    return name
  }

  /// In memory where there is room: syncing to a busy disk takes most of the time otherwise.
  static let spacious: String = {
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: "/dev/shm")
    let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value ?? 0
    let isWritable = FileManager.default.isWritableFile(atPath: "/dev/shm")
    return free > 4 << 30 && isWritable ? "/dev/shm" : "/tmp"
  }()

  /// Ends every server whose data lies below the folder, by the process id that it wrote down.
  private static let script = #"""
    trap '' INT TERM HUP
    cat >/dev/null
    for file in "$1"/*/yurai/pgdata/postmaster.pid; do
      [ -f "$file" ] || continue
      pid=$(head -n 1 "$file"); kill -QUIT "$pid" 2>/dev/null
      n=0; while kill -0 "$pid" 2>/dev/null && [ $n -lt 100 ]; do sleep 0.1; n=$((n + 1)); done
    done
    rm -rf "$1"
    """#
}

/// Hands out numbers, and lets one at a time in.
private final class Numbers: @unchecked Sendable {
  private let lock = NSLock()
  private let gate = NSLock()
  private var last = 0
  func next() -> Int {
    lock.withLock {
      last += 1
      return last
    }
  }
  func alone(_ body: () throws -> Void) rethrows { try gate.withLock { try body() } }
}
