internal import Foundation
internal import PrivateServer

/// A program that turns what it reads into what it prints, run without a shell and within limits.
///
/// The letter is written to a socket and the answer read from a pipe, so no file ever holds it.
/// Standard error goes nowhere. The program has a session of its own, so that what it may have
/// started ends with it.
struct RendererProgram: Sendable {
  /// Letters have some 60 KB; more than this is no letter.
  private static let outputLimit = 64 << 20

  /// The absolute path of the program.
  let path: String
  /// A command by which a person sees whether the program works, for messages.
  let trial: String
  private let environment: [String]
  private let timeLimit: Duration

  init(
    path: String, trial: String, environment: [String: String], timeLimit: Duration
  ) {
    self.path = path
    self.trial = trial
    self.timeLimit = timeLimit
    let passed = environment.filter { name, _ in
      name == "PATH" || name == "HOME" || name == "TMPDIR" || name.hasPrefix("XDG_")
        || name.hasPrefix("FONTCONFIG_")
    }
    // Port 9 (discard) of this machine: whatever might ask the network for something gets a no.
    let nowhere = ["http_proxy", "https_proxy", "ftp_proxy"].map { "\($0)=http://127.0.0.1:9" }
    self.environment = passed.map { "\($0)=\($1)" } + ["LC_ALL=C.UTF-8"] + nowhere
  }

  /// Where a program lies. Relative entries of PATH do not count: the letter must not depend on the
  /// folder that one happens to stand in.
  static func path(of name: String, _ environment: [String: String]) -> String? {
    (environment["PATH"] ?? "").split(separator: ":").filter { $0.hasPrefix("/") }
      .map { "\($0)/\(name)" }
      .first { path in
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
          && access(path, X_OK) == 0
      }
  }

  /// Runs to the end.
  ///
  /// - Returns: What it printed on standard output.
  /// - Throws: `YuraiError` when it cannot be run, fails, prints without end or takes too long, and
  ///   when the user interrupts.
  func run(_ arguments: [String], input: [UInt8]) throws -> [UInt8] {
    var feed: [Int32] = [-1, -1]
    var answer: [Int32] = [-1, -1]
    // A socket and not a pipe: writing to a program that has gone must not end this process.
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    defer { for end in feed + answer where end >= 0 { close(end) } }
    guard socketpair(AF_UNIX, type, 0, &feed) == 0, pipe(&answer) == 0 else {
      throw YuraiError("\(path) cannot be run: \(String(cString: strerror(errno)))")
    }
    for end in answer { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    for end in [feed[0], answer[0]] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
    let pid = try spawn(arguments, input: feed[1], output: answer[1])
    for end in [feed[1], answer[1]] { close(end) }
    (feed[1], answer[1]) = (-1, -1)
    var exchange = RendererExchange(feed: feed[0], answer: answer[0], input: input)
    let status: Int32
    do {
      status = try wait(for: pid, &exchange)
    } catch {
      kill(-pid, SIGKILL)
      var ignored: Int32 = 0
      waitpid(pid, &ignored, 0)
      throw error
    }
    guard status == 0 else {
      let signal = status & 0x7F
      let ending = signal == 0 ? "exit status \((status >> 8) & 0xFF)" : "signal \(signal)"
      throw YuraiError(
        "\(path) failed (\(ending)). `\(trial)` shows whether it works at all; what it said of the "
          + "letter is not kept, because it may quote it")
    }
    return exchange.output
  }

  /// The status as `waitpid` gives it.
  private func wait(for pid: pid_t, _ exchange: inout RendererExchange) throws -> Int32 {
    let deadline = ContinuousClock.now + timeLimit
    while true {
      var status: Int32 = 0
      let ended = waitpid(pid, &status, WNOHANG)
      let problem = errno
      exchange.advance(milliseconds: ended == 0 ? 10 : 0)
      if ended == pid { return status }
      // A parent that ignores SIGCHLD is not told; then the output alone has to do.
      if ended < 0, problem == ECHILD { return 0 }
      guard exchange.output.count <= Self.outputLimit else {
        throw YuraiError("\(path) printed more than a letter can have, and was ended")
      }
      try Interruption.check("no PDF was made")
      guard ContinuousClock.now < deadline else {
        throw YuraiError(
          "\(path) did not end within \(timeLimit.components.seconds) s and was ended: try again "
            + "when the machine is less busy, or send the letter as text")
      }
    }
  }

  private func spawn(_ arguments: [String], input: Int32, output: Int32) throws -> pid_t {
    let nothing = open("/dev/null", O_WRONLY | O_CLOEXEC)
    defer { close(nothing) }
    var plan = SpawnPlan(newSession: true)
    plan.place(input, at: 0)
    plan.place(output, at: 1)
    plan.place(nothing, at: 2)
    let (pid, number) = plan.execute([path] + arguments, environment: environment)
    guard number == 0 else {
      throw YuraiError("\(path) cannot be run: \(String(cString: strerror(number)))")
    }
    return pid
  }
}
