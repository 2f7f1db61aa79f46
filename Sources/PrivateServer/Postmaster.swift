internal import Glibc

/// What a running server says of itself in `postmaster.pid`.
///
/// Lines: pid, data directory, start (seconds since 1970), port, first socket directory, first
/// listen address, shared memory key and id, status. They are written one after another while the
/// server starts, so later ones may be missing.
struct Postmaster: Hashable {
  let pid: pid_t
  let startedAt: Int64
  let port: Int?
  let socketDirectory: String?
  /// The id of the System V segment that the server's processes are attached to.
  let sharedMemory: Int?
  /// `starting`, `stopping`, `ready` or `standby`; empty at first.
  let status: String

  init?(parsing text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count > 2, let pid = pid_t(lines[0]), pid > 0, let start = Int64(lines[2])
    else { return nil }
    func line(_ number: Int) -> Substring { lines.count > number ? lines[number] : "" }
    self.pid = pid
    startedAt = start
    port = Int(line(3))
    socketDirectory = line(4).isEmpty ? nil : String(line(4))
    sharedMemory = line(6).split(separator: " ").last.flatMap { Int($0) }
    status = String(line(7).prefix { $0 != " " })
  }

  static func file(in dataDirectory: String) -> String { dataDirectory + "/postmaster.pid" }

  /// The live server on `dataDirectory`, ready or not; nil when there is none.
  ///
  /// - Throws: when the file is there and may not be read.
  static func alive(in dataDirectory: String) throws(ServerError) -> Postmaster? {
    guard let text = Files.read(file(in: dataDirectory)) else {
      // ELOOP: somebody put a link there; PostgreSQL never does.
      if [ENOENT, ENOTDIR, ELOOP].contains(errno) { return nil }
      throw .system("read", file(in: dataDirectory), errno)
    }
    guard let found = Postmaster(parsing: text), found.isAlive(in: dataDirectory) else {
      return nil
    }
    return found
  }

  /// Whether ``pid`` is, now, a server on `dataDirectory`, and not a zombie or a process that got
  /// the same number after a crash or a reboot. `kill(pid, 0)`, which PostgreSQL itself uses,
  /// cannot tell.
  func isAlive(in dataDirectory: String) -> Bool {
    guard let data = FileIdentity(path: dataDirectory) else { return false }
    // When we cannot tell, believe it: stealing a live server's files is worse than an error.
    return Self.isServer(pid, on: data, ifUnclear: true)
  }

  /// Whether a process is a postmaster on the directory `data`.
  ///
  /// - Parameters:
  ///   - pid: The process.
  ///   - data: The data directory.
  ///   - unclear: The answer for a server that was started by hand, without an absolute path, and
  ///     whose current directory we may not see.
  /// - Returns: false for a backend, a zombie, and a process that is gone.
  static func isServer(_ pid: pid_t, on data: FileIdentity, ifUnclear unclear: Bool) -> Bool {
    // Backends show a title ("postgres: yurai: checkpointer") here, the postmaster its arguments.
    guard let arguments = ProcessTable.arguments(of: pid),
      let program = arguments[0].split(separator: "/").last,
      program == "postgres" || program == "postmaster"
    else { return false }
    if let option = arguments.firstIndex(of: "-D"), option + 1 < arguments.count,
      arguments[option + 1].hasPrefix("/")
    {
      return FileIdentity(path: arguments[option + 1]) == data
    }
    guard let directory = ProcessTable.workingDirectory(of: pid) else { return unclear }
    return directory == data
  }

  /// Where clients connect; nil while the server has not said so yet.
  var endpoint: Endpoint? {
    guard let socketDirectory, let port, status == "ready" || status == "standby" else {
      return nil
    }
    return Endpoint(socketDirectory: socketDirectory, port: port)
  }
}
