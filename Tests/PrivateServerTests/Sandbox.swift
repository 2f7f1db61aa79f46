import Glibc
import Testing

@testable import PrivateServer

/// A new directory with a location in it. ``withSandbox(in:_:)`` stops its server.
struct Sandbox {
  let root: String
  let location: ServerLocation
  let messages = Messages()

  var server: PrivateServer {
    PrivateServer(location: location, log: { [messages] in messages.append($0) })
  }

  /// Runs SQL with psql, as a client of the private server would.
  func sql(_ text: String, at endpoint: Endpoint) throws -> ChildProcess.Outcome {
    let binaries = try server.binaries.choose(data: nil)
    let psql = ChildProcess(
      executable: binaries.directory + "/psql",
      arguments: [
        "-h", endpoint.socketDirectory, "-p", "\(endpoint.port)", "-U", endpoint.user,
        "-d", endpoint.database, "-XAtc", text,
      ])
    var outcome = try psql.run()
    outcome.output = String(outcome.output.prefix { $0 != "\n" })
    return outcome
  }

  /// A command line that is this package's own executable.
  func probe(_ verb: String, _ directory: String? = nil) -> [String] {
    [probePath, verb, directory ?? location.directory]
  }

  /// Copies this package's own executable to where any account may run it: root's home, where a checkout may lie, is closed.
  /// - Returns: its new path.
  func openProbe() throws -> String {
    let path = root + "/probe"
    let copy = try run(["/usr/bin/install", "-m", "755", probePath, path])
    #expect(copy.succeeded, "\(copy.output)")
    return path
  }

  var pid: pid_t? { try? Postmaster.alive(in: location.dataDirectory)?.pid }

  /// What lies in the location's directory, without the settings.
  var names: [String] {
    Files.names(in: location.directory).filter { !$0.hasPrefix("yurai") }.sorted()
  }

  /// Clusters, whole and half made.
  var clusters: [String] { names.filter { $0.hasPrefix("pgdata") } }
}

/// What the server said while it worked.
final class Messages: @unchecked Sendable {
  private(set) var lines: [String] = []
  func append(_ line: String) { lines.append(line) }
}

/// Beside the test runner.
let probePath: String = {
  guard let real = realpath("/proc/self/exe", nil) else { return "" }
  defer { free(real) }
  let path = String(cString: real)
  return path.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/PrivateServerProbe"
}()

let isRoot = geteuid() == 0
let hasServer = !BinarySearch(path: "").installed().isEmpty

/// In memory where there is room: most tests make a cluster, and syncing it to a busy disk takes
/// seconds.
private let spacious: String = {
  var info = statvfs()
  let isThere = statvfs("/dev/shm", &info) == 0 && access("/dev/shm", W_OK) == 0
  return isThere && info.f_bavail * info.f_frsize > 1 << 30 ? "/dev/shm" : "/tmp"
}()

/// - Parameters:
///   - name: The location's directory, below the sandbox's root.
///   - onDisk: Whether the root is in `/tmp` in any case.
///   - body: The test.
/// - Throws: what `body` throws.
func withSandbox(
  in name: String = "data", onDisk: Bool = false, _ body: (Sandbox) throws -> Void
) throws {
  var template = Array("\(onDisk ? "/tmp" : spacious)/yurai-test-XXXXXX".utf8CString)
  let made = try #require(mkdtemp(&template))
  let root = String(cString: made)
  chmod(root, 0o755)
  let sandbox = Sandbox(root: root, location: ServerLocation(directory: "\(root)/\(name)"))
  defer {
    // Also when the test broke the data: by what is running, not by what is on disk.
    if let data = FileIdentity(path: sandbox.location.dataDirectory) {
      for pid in ProcessTable.all() where Postmaster.isServer(pid, on: data, ifUnclear: false) {
        kill(pid, SIGQUIT)
        for _ in 0..<200 where ProcessTable.arguments(of: pid) != nil { usleep(10_000) }
      }
    }
    if sandbox.location.socketDirectory.hasPrefix("/tmp/yurai-") {
      Files.removeTree(sandbox.location.socketDirectory)
    }
    Files.removeTree(root)
  }
  try body(sandbox)
}

/// Runs a command to its end, its two outputs together.
func run(_ command: [String], input: String = "") throws -> ChildProcess.Outcome {
  try ChildProcess(executable: command[0], arguments: Array(command.dropFirst())).run(input: input)
}

/// Starts a command without waiting for it.
func launch(_ command: [String], account: ServerAccount? = nil) throws -> pid_t {
  let null = try Descriptor.open("/dev/null", O_RDWR)
  return try ChildProcess(
    executable: command[0], arguments: Array(command.dropFirst()), account: account
  ).spawn(input: null.raw, output: null.raw, newSession: true)
}

func end(_ pid: pid_t) {
  kill(pid, SIGKILL)
  waitpid(pid, nil, 0)
}

/// Expects an error of one kind, and gives its text.
func failure(_ code: ServerError.Code, _ body: () throws -> Void) -> String {
  do {
    try body()
    Issue.record("nothing was thrown")
  } catch let error as ServerError {
    #expect(error.code == code, "\(error)")
    return error.description
  } catch {
    Issue.record(error)
  }
  return ""
}

func mode(_ path: String) -> mode_t {
  var info = stat()
  return lstat(path, &info) == 0 ? info.st_mode & 0o7777 : 0
}

func owner(_ path: String) -> uid_t? {
  var info = stat()
  return lstat(path, &info) == 0 ? info.st_uid : nil
}
