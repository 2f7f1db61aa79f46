import Foundation
import Postgres

/// A cluster of our own in a temporary directory: Unix socket only, no fsync, gone with the test
/// process.
///
/// A shell keeps watch at the end of a pipe whose other end only this process holds: when the process
/// ends, in whatever way, the shell reads the pipe's end, stops the server and removes the directory.
final class PrivateServer: Sendable {
  /// Started by the first test that asks; nil when PostgreSQL's programs are not installed.
  static let shared: PrivateServer? = programs.map { PrivateServer(programs: $0) }

  /// Where `initdb` and `pg_ctl` are.
  static let programs: String? = findPrograms()

  let directory: String

  /// Where libpq looks for services (PGSERVICEFILE); a test writes it.
  var serviceFile: String { directory + ".services" }

  private let watcher: Process
  private let lifeline: Pipe
  let startError: String?

  /// Connects as the cluster's owner.
  func connect(_ database: String = "postgres") throws -> Connection {
    if let startError { throw StartFailure(text: startError) }
    return try Connection(parameters(database))
  }

  func parameters(_ database: String = "postgres") -> ConnectionParameters {
    ConnectionParameters(host: directory, port: "5432", user: "tester", database: database)
  }

  struct StartFailure: Error { let text: String }

  private init(programs: String) {
    // Short, because a socket's path has some 100 bytes.
    let directory = "/tmp/pgtest-\(ProcessInfo.processInfo.processIdentifier)"
    let watcher = Process()
    let lifeline = Pipe()
    let output = Pipe()
    watcher.executableURL = URL(fileURLWithPath: "/bin/sh")
    watcher.arguments = ["-c", Self.script, "private-server", directory, programs]
    watcher.standardInput = lifeline
    watcher.standardOutput = output
    self.directory = directory
    self.watcher = watcher
    self.lifeline = lifeline
    // The one change of the environment in this process: glibc's first keeps the old one readable
    // for threads that are looking at it.
    setenv("PGSERVICEFILE", directory + ".services", 1)
    do {
      try watcher.run()
      let text = String(
        decoding: output.fileHandleForReading.availableData, as: UTF8.self)
      startError = text.hasPrefix("ready") ? nil : "the server did not start: \(text)"
    } catch {
      startError = "the server did not start: \(error)"
    }
  }

  private static func findPrograms() -> String? {
    let root = "/usr/lib/postgresql"
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    let directories =
      versions.sorted { $0.localizedStandardCompare($1) == .orderedDescending }
      .map { "\(root)/\($0)/bin" } + ["/usr/local/pgsql/bin", "/usr/local/bin", "/usr/bin"]
    return directories.first {
      FileManager.default.isExecutableFile(atPath: "\($0)/initdb")
    }
  }

  /// The server refuses to run as root; then another account owns it.
  private static let script = #"""
    directory=$1 bin=$2
    if [ "$(id -u)" = 0 ]; then
      account=postgres; id -u postgres >/dev/null 2>&1 || account=nobody
      as() { setpriv --reuid "$account" --regid "$(id -g "$account")" --clear-groups -- "$@"; }
    else
      account=$(id -un); as() { "$@"; }
    fi
    mkdir "$directory" || exit 1
    log=$directory/log
    finish() {
      trap '' EXIT INT TERM HUP
      as "$bin/pg_ctl" -D "$directory/data" -m immediate stop >/dev/null 2>&1
      rm -rf "$directory" "$directory.services"
    }
    trap finish EXIT; trap 'exit 1' INT TERM HUP
    chown "$account" "$directory"; cd "$directory"
    as "$bin/initdb" -D data -U tester -A trust -E UTF8 --locale=C --no-sync >"$log" 2>&1 &&
    as "$bin/pg_ctl" -D data -w -l "$directory/server.log" -o "-k $directory -p 5432 \
      -c listen_addresses= -c fsync=off -c full_page_writes=off -c synchronous_commit=off" \
      start >>"$log" 2>&1 || { tail -3 "$log"; exit 1; }
    echo ready
    cat >/dev/null
    """#
}
