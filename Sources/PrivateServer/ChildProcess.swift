internal import Glibc

/// A program of PostgreSQL's, or a small one of the system's, run as the server's account.
///
/// Children see nothing of this process: their environment is built anew (`PGDATA`, `PGPORT` and
/// `PGOPTIONS` would otherwise reach PostgreSQL's programs), their messages are in English, signals
/// are back to default, and no descriptor but the given ones stays open: a CI job that waits for
/// the end of the tool's output must not wait for a server.
struct ChildProcess {
  var executable: String
  var arguments: [String]
  /// nil runs it as the caller.
  var account: ServerAccount?

  /// How a child ended, and what it printed on both of its outputs.
  struct Outcome {
    var status: Int32
    var output: String

    var succeeded: Bool { status == 0 }

    /// For messages: "exit status 1" or "signal 9".
    var ending: String {
      let signal = status & 0x7F
      return signal == 0 ? "exit status \((status >> 8) & 0xFF)" : "signal \(signal)"
    }
  }

  /// Runs to the end, in the caller's process group, so that Ctrl-C ends it too.
  ///
  /// - Parameters:
  ///   - lock: A descriptor that the child keeps open as number 3.
  ///   - input: Standard input, at most what a pipe holds (4 KiB is safe).
  /// - Returns: How it ended, also when it failed.
  /// - Throws: when it could not be run at all.
  func run(holding lock: Int32? = nil, input: String = "") throws(ServerError) -> Outcome {
    let feed = try Pipe()
    let answer = try Pipe()
    let bytes = Array(input.utf8)
    guard write(feed.writing.raw, bytes, bytes.count) == bytes.count else {
      throw .system("write to", "a pipe", errno)
    }
    let pid = try spawnAndCloseInput(feed, output: answer.writing.raw, lock: lock)
    // Not until end-of-file: a grandchild could keep the pipe open for ever. Until the child ends.
    var output: [UInt8] = []
    var status: Int32 = 0
    _ = fcntl(answer.reading.raw, F_SETFL, O_NONBLOCK)
    while true {
      let ended = waitpid(pid, &status, WNOHANG)
      let failed = ended < 0 && errno != EINTR
      Self.drain(answer.reading.raw, into: &output)
      if failed { throw .system("wait for", executable, ECHILD) }
      if ended == pid { break }
      var event = pollfd(fd: answer.reading.raw, events: Int16(POLLIN), revents: 0)
      poll(&event, 1, 5)
    }
    return Outcome(status: status, output: String(decoding: output, as: UTF8.self))
  }

  /// The child must see the end of its input, so our writing end goes with `feed`.
  private func spawnAndCloseInput(
    _ feed: consuming Pipe, output: Int32, lock: Int32?
  ) throws(ServerError) -> pid_t {
    try spawn(input: feed.reading.raw, output: output, lock: lock, newSession: false)
  }

  private static func drain(_ descriptor: Int32, into output: inout [UInt8]) {
    withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { buffer in
      while true {
        let got = read(descriptor, buffer.baseAddress, buffer.count)
        guard got > 0 else { return }
        output.append(contentsOf: buffer[..<got])
      }
    }
  }

  /// Starts the program and returns at once.
  ///
  /// - Parameters:
  ///   - input: Its standard input.
  ///   - output: Its standard output and standard error.
  ///   - lock: A descriptor that it keeps open as number 3.
  ///   - newSession: Detaches it from the terminal and from this process group.
  /// - Returns: The child's pid, which stays the same through all the programs on the way.
  /// - Throws: when it could not be run at all.
  func spawn(
    input: Int32, output: Int32, lock: Int32? = nil, newSession: Bool
  ) throws(ServerError) -> pid_t {
    Self.makeChildrenWaitable()
    // PostgreSQL's programs go back to the directory they were started in, which the account may
    // not be able to enter (root's home), and the server must not pin a mount point.
    let command =
      ["/bin/sh", "-c", "cd / && exec \"$@\"", "sh"]
      + (try account?.prefix() ?? []) + [executable] + arguments
    let environment = ["PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C", "LANG=C", "HOME=/"]
    var plan = SpawnPlan(newSession: newSession)
    plan.place(input, at: 0)
    plan.place(output, at: 1)
    plan.place(output, at: 2)
    if let lock { plan.place(lock, at: 3) }
    let (pid, number) = plan.execute(command, environment: environment)
    guard number == 0 else {
      throw ServerError(
        .spawnFailed, "cannot run \(executable): \(String(cString: strerror(number)))")
    }
    return pid
  }

  /// A parent that ignores SIGCHLD (some supervisors do) passes that on, and then `waitpid` never
  /// tells how a child ended.
  private static func makeChildrenWaitable() {
    var action = sigaction()
    guard sigaction(SIGCHLD, nil, &action) == 0 else { return }
    let handler = unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
    if handler == 1 { signal(SIGCHLD, SIG_DFL) }
  }
}
