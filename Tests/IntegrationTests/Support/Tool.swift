import Foundation
import PrivateServer
import Testing

/// The built `yurai`, as a process of its own.
struct Tool: Sendable {
  /// Beside the test bundle.
  static let path: String = {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(fileURLWithPath: own).deletingLastPathComponent().appending(path: "yurai").path
  }()

  /// How a process ended.
  struct Outcome {
    /// The exit code, or 128 and the signal as a shell says it.
    let code: Int32
    let output: String
    let errors: String
  }

  /// Environment of every run: nothing of libpq's or of ours but this.
  var environment: [String: String]

  /// Runs on its private server below `xdg`.
  init(xdg: String) {
    let inherited = ProcessInfo.processInfo.environment
    environment = ["XDG_DATA_HOME": xdg, "XDG_CONFIG_HOME": "\(xdg)/config", "HOME": xdg]
    environment["PATH"] = inherited["PATH"] ?? "/usr/bin:/bin"
    environment["LD_LIBRARY_PATH"] = inherited["LD_LIBRARY_PATH"]
    environment["LC_ALL"] = "C.UTF-8"
  }

  /// Starts a run; it is not waited for.
  func start(
    _ arguments: [String], output: String? = nil, _ options: Running.Options = .init()
  ) throws -> Running {
    try Running(arguments, environment, output: output, options)
  }

  /// Runs to the end.
  func run(_ arguments: String...) throws -> Outcome { try start(arguments).wait() }

  /// Runs to the end.
  func run(_ arguments: [String]) throws -> Outcome { try start(arguments).wait() }
}

/// A run that has been started.
///
/// Not `Process`: the library in this process ignores SIGINT, which a child would inherit, and a shell's
/// child does not.
final class Running {
  /// How it is started.
  struct Options {
    /// With SIGHUP ignored, as nohup does.
    var ignoresHangup = false
  }

  private(set) var pid: pid_t = 0
  private let folder: String
  /// Where its output goes when that is not kept.
  private let output: String?
  private var status: Int32?
  private var ended: Tool.Outcome?

  init(
    _ arguments: [String], _ environment: [String: String], output: String? = nil,
    _ options: Options = .init()
  ) throws {
    self.output = output
    folder = NSTemporaryDirectory() + "yurai-run-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    // Files and not pipes: nobody has to read while it runs.
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 1, output ?? "\(folder)/out", flags, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, "\(folder)/err", flags, 0o600)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigfillset(&signals)
    if options.ignoresHangup {
      // A child inherits what its parent ignores. Nobody hangs up on the tests themselves.
      _ = Foundation.signal(SIGHUP, SIG_IGN)
      sigdelset(&signals, SIGHUP)
    }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    let words = ([Tool.path] + arguments).map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in words + variables { free(text) } }
    let code = posix_spawn(&pid, Tool.path, &actions, &attributes, words, variables)
    try #require(code == 0, "\(Tool.path) cannot be started")
  }

  var isRunning: Bool {
    guard status == nil else { return false }
    var raw: Int32 = 0
    if waitpid(pid, &raw, WNOHANG) == pid { status = raw }
    return status == nil
  }

  func signal(_ number: Int32) { if isRunning { kill(pid, number) } }

  /// Waits for the end; again and again gives the same.
  func wait() throws -> Tool.Outcome {
    if let ended { return ended }
    var patience = 60_000
    while isRunning {
      usleep(2000)
      patience -= 1
      guard patience == 0 else { continue }
      Issue.record("it hangs: killed after two minutes")
      kill(pid, SIGKILL)
    }
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let raw = status ?? 0
    let outcome = Tool.Outcome(
      code: raw & 0x7F == 0 ? raw >> 8 & 0xFF : 128 + (raw & 0x7F),
      output: output == nil ? try String(contentsOfFile: "\(folder)/out", encoding: .utf8) : "",
      errors: try String(contentsOfFile: "\(folder)/err", encoding: .utf8))
    ended = outcome
    return outcome
  }
}

extension TestDatabase {
  /// Runs the tool on this database.
  func tool(_ arguments: String...) throws -> Tool.Outcome { try startTool(arguments).wait() }

  /// Starts the tool on this database.
  func startTool(
    _ arguments: [String], _ options: Running.Options = .init()
  ) throws -> Running {
    try Tool(xdg: server.xdg).start(arguments + reach, options)
  }

  /// The options that name this database.
  var reach: [String] {
    let endpoint = server.endpoint
    return [
      "-h", endpoint.socketDirectory, "-p", "\(endpoint.port)", "-U", endpoint.user, "-d", name,
      "--secret-file", secretPath,
    ]
  }
}
