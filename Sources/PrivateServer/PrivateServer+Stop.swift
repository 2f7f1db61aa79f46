internal import Glibc

extension PrivateServer {
  /// How to stop; the words are `pg_ctl`'s.
  public enum StopMode: String, Sendable, CaseIterable {
    /// Waits until all clients have left.
    case smart
    /// Rolls back what is running and disconnects everybody.
    case fast
    /// Drops everything; the next start recovers as after a crash.
    case immediate

    var signal: Int32 {
      switch self {
      case .smart: SIGTERM
      case .fast: SIGINT
      case .immediate: SIGQUIT
      }
    }
  }

  /// Stops the server, and returns when it is gone. Does nothing when it is not running.
  ///
  /// - Throws: ``ServerError/Code/stopFailed`` when it is still there after ten minutes (for
  ///   `.smart`: clients have not left), or belongs to somebody else.
  public func stop(mode: StopMode = .fast) throws(ServerError) {
    guard try Postmaster.alive(in: location.dataDirectory) != nil else { return }
    // A server that another process is just starting is waited for.
    let lock = try FileLock(path: location.lockFile, log: log)
    defer { lock.keep() }
    guard let server = try Postmaster.alive(in: location.dataDirectory) else { return }
    guard kill(server.pid, mode.signal) == 0 || errno == ESRCH else {
      throw stopFailed("cannot stop it (\(String(cString: strerror(errno))))", server.pid)
    }
    var patience = Patience(
      limit: .seconds(600), notice: "waiting for the server to stop…", log: log)
    // Its process, not its file: the file goes first, and a start in between would meet the rest.
    while server.isAlive(in: location.dataDirectory) {
      guard patience.pause() else { throw stopFailed("still runs after ten minutes", server.pid) }
    }
  }

  private func stopFailed(_ reason: String, _ pid: pid_t) -> ServerError {
    ServerError(
      .stopFailed,
      "the private server (pid \(pid)): \(reason); stop it as its owner, or with mode immediate")
  }
}
