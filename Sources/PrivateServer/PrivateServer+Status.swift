internal import Glibc

extension PrivateServer {
  /// What ``PrivateServer/status()`` finds.
  public enum Status: Sendable, Hashable {
    /// It accepts connections. `version` is the server's own words ("15.18 (Debian …)"), `since`
    /// the start in seconds since 1970-01-01 UTC.
    case running(pid: Int32, version: String, since: Int64)
    /// It runs and does not accept connections: starting, recovering or stopping.
    case starting(pid: Int32)
    /// There is a cluster that can be started.
    case stopped
    /// There is no cluster yet.
    case absent
    /// There is a cluster whose major version is not installed; the newest that is, is newer.
    case newerBinaries(data: Int, installed: Int)
    /// There is a cluster whose major version is not installed; the newest that is, is older.
    case olderBinaries(data: Int, installed: Int)
  }

  /// Looks at the server without creating, starting or changing anything.
  ///
  /// - Throws: when the data directory cannot be read or is no cluster, when there is a cluster
  ///   and no PostgreSQL at all, and when a live server refuses us.
  public func status() throws(ServerError) -> Status {
    if let server = try Postmaster.alive(in: location.dataDirectory) {
      guard let endpoint = server.endpoint else { return .starting(pid: server.pid) }
      switch ServerPing.send(to: endpoint) {
      case .accepts(let version):
        return .running(pid: server.pid, version: version, since: server.startedAt)
      case .refuses("53300", _):  // all connections are in use
        let version = Files.read(location.dataDirectory + "/PG_VERSION") ?? ""
        return .running(
          pid: server.pid, version: String(version.prefix { $0 != "\n" }), since: server.startedAt)
      case .notYet, .unreachable:
        return .starting(pid: server.pid)
      case .refuses(let state, let message):
        throw ServerError(
          .unreachable,
          "the private server (pid \(server.pid)) refuses us (\(state): \(message)): stop it with "
            + "`yurai db stop`; its log is \(location.logFile)")
      }
    }
    guard case .cluster(let major) = try dataState() else { return .absent }
    let installed = binaries.installed().map(\.major)
    guard let newest = installed.max() else { throw .binariesMissing(tooOld: []) }
    if installed.contains(major) { return .stopped }
    return newest > major
      ? .newerBinaries(data: major, installed: newest)
      : .olderBinaries(data: major, installed: newest)
  }
}
