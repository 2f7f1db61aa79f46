internal import Glibc

extension PrivateServer {
  /// Starts the server on existing data and waits until it accepts connections. Call with the lock
  /// held and no server alive.
  ///
  /// A recovery that fails is tried a second time: after a crash within moments of a rollback, PostgreSQL
  /// stumbles over the file of an unlogged table that it had dropped (`could not create file …: File
  /// exists`), and clears it away at the next start.
  func start(
    with binaries: ServerBinaries, isSecondTime: Bool = false
  ) throws(ServerError) -> Endpoint {
    let account = try ServerAccount.forCluster(at: location.dataDirectory)
    try checkTraversable(location.directory, by: account)
    try prepareSocketDirectory(for: account)
    let crashed = try clearRemains(of: account)
    let settings = ServerSettings(
      machine: .current(dataOn: location.dataDirectory), account: account,
      rootName: UserRecord(id: 0)?.name ?? "root", location: location,
      walCompression: try walCompression(of: binaries, as: account))
    try write(settings)

    let record = try openLog()
    let begin = Files.size(of: record.raw)
    let null = try Descriptor.open("/dev/null", O_RDONLY)
    // Not pg_ctl: it hands paths to a shell inside double quotes, where `$` and backquotes act.
    // What else it does is here: a session of its own, waiting for the status in postmaster.pid.
    let server = ChildProcess(
      executable: binaries.postgres, arguments: settings.commandLine, account: account)
    let pid = try server.spawn(input: null.raw, output: record.raw, newSession: true)
    let notice = crashed ? "recovering after a crash…" : "waiting for the server to start…"
    if let endpoint = try awaitReady(child: pid, notice: notice) { return endpoint }
    // It met another one, whose starter was killed before it had written its postmaster.pid.
    if let endpoint = try awaitReady(child: nil, notice: notice) { return endpoint }
    if crashed, !isSecondTime { return try start(with: binaries, isSecondTime: true) }
    throw .program(
      .startFailed, "the private server ended while it was starting", path: location.directory,
      output: Files.read(location.logFile, from: begin),
      advice: "remove the cause and run again; its log is \(location.logFile)")
  }

  /// Waits until the server in the data directory accepts connections.
  ///
  /// - Parameters:
  ///   - child: The server that was just started; nil for one that another process started.
  ///   - notice: Said after two seconds.
  /// - Returns: nil when that server has ended.
  /// - Throws: when it refuses us, cannot be reached, or is not ready after an hour.
  func awaitReady(child: pid_t?, notice: String) throws(ServerError) -> Endpoint? {
    var patience = Patience(limit: .seconds(3600), notice: notice, log: log)
    var unheard: ContinuousClock.Instant?
    repeat {
      let server = try Postmaster.alive(in: location.dataDirectory)
      if let child { if Self.hasEnded(child) { return nil } } else if server == nil { return nil }
      guard let endpoint = server?.endpoint else { continue }
      switch ServerPing.send(to: endpoint) {
      case .accepts, .refuses("53300", _): return endpoint  // 53300: all connections are in use
      case .notYet: unheard = nil
      case .refuses("3D000", let message):
        throw ServerError(
          .unreachable,
          "the private server runs, and yurai's data is not in it (3D000: \(message)): restore it "
            + "from a backup, or move \(location.directory) away to begin anew")
      case .refuses(let state, let message):
        throw .unreachable(endpoint, "refuses us (\(state): \(message))", location)
      case .unreachable(let number):
        let since = unheard ?? .now
        unheard = since
        if ContinuousClock.now - since > .seconds(10) {
          throw .unreachable(endpoint, String(cString: strerror(number)), location)
        }
      }
    } while patience.pause()
    throw ServerError(
      .startFailed,
      "the private server has not become ready within an hour: read \(location.logFile)")
  }

  /// Collects the child when it has ended, since a zombie looks alive to PostgreSQL.
  private static func hasEnded(_ child: pid_t) -> Bool {
    var status: Int32 = 0
    let answer = waitpid(child, &status, WNOHANG)
    if answer == child { return true }
    return answer < 0 && errno == ECHILD && ProcessTable.arguments(of: child) == nil
  }

  /// `lz4` if this PostgreSQL was built with it, as Debian's is.
  private func walCompression(
    of binaries: ServerBinaries, as account: ServerAccount
  ) throws(ServerError) -> String {
    let question = ["-D", location.dataDirectory, "-c", "wal_compression=lz4", "-C"]
    let probe = ChildProcess(
      executable: binaries.postgres, arguments: question + ["wal_compression"], account: account)
    return try probe.run().succeeded ? "lz4" : "on"
  }

  private func write(_ settings: ServerSettings) throws(ServerError) {
    // As root the files are root's, and the account has to read them. They hold no secret.
    let mode: mode_t = settings.account.dropsPrivileges ? 0o644 : 0o600
    let base = location.directory + "/yurai"
    try Files.write(settings.authentication, to: base + "_hba.conf", mode: mode)
    try Files.write(settings.identities, to: base + "_ident.conf", mode: mode)
    try Files.write(settings.configuration, to: base + ".conf", mode: mode)
  }

  /// The log, opened by us, so that as root it is root's and the server cannot reread it. There is
  /// no collector: it is turned over here, at 16 MB, with one old file kept.
  private func openLog() throws(ServerError) -> Descriptor {
    var info = stat()
    if lstat(location.logFile, &info) == 0, info.st_size > 16 << 20 {
      rename(location.logFile, location.logFile + ".1")
    }
    let file = try Descriptor.open(
      location.logFile, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW, mode: 0o600)
    guard fchmod(file.raw, 0o600) == 0 else { throw .system("protect", location.logFile, errno) }
    return file
  }

  /// Makes the socket's directory, or checks that an existing one is the account's and closed to
  /// others. Below `/tmp` anybody could have planted one, to stand between us and our server.
  func prepareSocketDirectory(for account: ServerAccount) throws(ServerError) {
    let path = location.socketDirectory
    if mkdir(path, 0o700) != 0, errno != EEXIST { throw .system("make", path, errno) }
    let raw = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard raw >= 0 else { throw .plantedSocketDirectory(path) }
    let directory = Descriptor(raw)
    var info = stat()
    guard fstat(directory.raw, &info) == 0 else { throw .system("look at", path, errno) }
    if info.st_uid != account.user.id {
      guard account.dropsPrivileges, info.st_uid == 0 else { throw .plantedSocketDirectory(path) }
      guard fchown(directory.raw, account.user.id, account.user.group) == 0 else {
        throw .system("give away", path, errno)
      }
    }
    guard fchmod(directory.raw, 0o700) == 0 else { throw .system("protect", path, errno) }
  }
}

extension ServerError {
  fileprivate static func unreachable(
    _ endpoint: Endpoint, _ reason: String, _ location: ServerLocation
  ) -> ServerError {
    ServerError(
      .unreachable,
      "the private server runs, but does not let us in at \(endpoint.socketPath): \(reason); "
        + "stop it with `yurai db stop` and run again, its log is \(location.logFile)")
  }

  fileprivate static func plantedSocketDirectory(_ path: String) -> ServerError {
    ServerError(
      .wrongOwner,
      "\(path) is to hold the server's socket and is not a directory of the server's account; "
        + "somebody else made it: remove it, or set XDG_DATA_HOME to another (shorter) path")
  }
}
