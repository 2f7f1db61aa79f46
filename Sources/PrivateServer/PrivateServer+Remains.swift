internal import Glibc

extension PrivateServer {
  /// The live server, also one that has not written its `postmaster.pid` yet (its starter was just
  /// killed), or whose file somebody removed: PostgreSQL looks once a minute and then ends itself.
  func liveServer() throws(ServerError) -> Postmaster? {
    var patience = Patience(
      limit: .seconds(120), notice: "waiting for a server without a postmaster.pid to end…",
      log: log)
    repeat {
      if let server = try Postmaster.alive(in: location.dataDirectory) { return server }
      if !hiddenServerRuns() { return nil }
    } while patience.pause()
    throw ServerError(
      .startFailed,
      "a PostgreSQL server runs on \(location.dataDirectory) without a postmaster.pid: end it")
  }

  private func hiddenServerRuns() -> Bool {
    guard let data = FileIdentity(path: location.dataDirectory) else { return false }
    return ProcessTable.all().contains {
      Postmaster.isServer($0, on: data, ifUnclear: false)
    }
  }

  /// Makes way for a start after the server was killed: ends its orphans, and removes the files
  /// that PostgreSQL would take for a live server's. Call with the lock held and no server alive.
  ///
  /// - Returns: Whether there will be a recovery.
  func clearRemains(of account: ServerAccount) throws(ServerError) -> Bool {
    // Ours alone, and no server of ours is alive. Its number may be somebody else's by now.
    unlink(location.socketDirectory + "/.s.PGSQL.\(ServerSettings.port).lock")
    let file = Postmaster.file(in: location.dataDirectory)
    var info = stat()
    guard lstat(file, &info) == 0 else { return false }
    try endOrphans(of: account)
    let old = Files.read(file).flatMap(Postmaster.init(parsing:))
    if let id = old?.sharedMemory, Self.isAttached(sharedMemory: id) { throw orphansRemain([]) }
    // PostgreSQL only asks whether some process of its user has the number: after a reboot, or in a
    // restarted container, it often has, and the server would refuse to start for ever. The same
    // with a file that a full disk left empty. In all other cases its own checks do.
    let isTaken = old.map { ProcessTable.owner(of: $0.pid) == account.user.id } ?? true
    if isTaken, unlink(file) != 0 { throw .system("remove the stale", file, errno) }
    return true
  }

  /// Backends whose postmaster was killed go on until they next look for it, which a long query
  /// does not, and could still commit. They get five seconds, then SIGQUIT, which is PostgreSQL's
  /// own way after a crash; the recovery that follows is due in any case.
  private func endOrphans(of account: ServerAccount) throws(ServerError) {
    for signal in [0, SIGQUIT] {
      var patience = Patience(
        limit: .seconds(5), notice: "waiting for processes of the killed server to end…", log: log)
      for pid in orphans(of: account) where signal != 0 { kill(pid, signal) }
      repeat {
        if orphans(of: account).isEmpty { return }
      } while patience.pause()
    }
    throw orphansRemain(orphans(of: account))
  }

  private func orphans(of account: ServerAccount) -> [pid_t] {
    guard let data = FileIdentity(path: location.dataDirectory) else { return [] }
    return ProcessTable.all().filter {
      ProcessTable.owner(of: $0) == account.user.id && ProcessTable.name(of: $0) == "postgres"
        && ProcessTable.workingDirectory(of: $0) == data
    }
  }

  private func orphansRemain(_ pids: [pid_t]) -> ServerError {
    let which = pids.isEmpty ? "" : " (\(pids.map(String.init).joined(separator: ", ")))"
    return ServerError(
      .startFailed,
      "processes of a server that was killed still use \(location.dataDirectory)\(which): end them "
        + "with `kill -9`, then run again")
  }

  /// Whether any process still uses the segment that a server holds on to for just this question.
  /// The columns of `/proc/sysvipc/shm` are key, shmid, perms, size, cpid, lpid, nattch, …
  private static func isAttached(sharedMemory id: Int) -> Bool {
    let lines = (Files.read("/proc/sysvipc/shm") ?? "").split(separator: "\n")
    return lines.dropFirst().contains { line in
      let columns = line.split(separator: " ").map { Int($0) }
      return columns.count > 6 && columns[1] == id && (columns[6] ?? 0) > 0
    }
  }
}
