internal import Glibc

/// The tool's own PostgreSQL: a cluster in a directory of its own, reached over a Unix socket.
///
/// It is made at first use, started when it is down, survives the tool, and runs as an unprivileged
/// account when the tool is root.
///
/// ```swift
/// let location = ServerLocation.resolve(environment: environment, isRoot: geteuid() == 0)
/// let server = PrivateServer(location: location, log: { note($0) })
/// let endpoint = try server.ensureRunning()
/// ```
///
/// All methods block: call them from a thread that may wait, not from Swift's cooperative pool.
public struct PrivateServer: Sendable {
  let location: ServerLocation
  let log: @Sendable (String) -> Void
  let binaries: BinarySearch

  /// Names a private server; nothing is touched yet.
  ///
  /// - Parameters:
  ///   - location: Where it lives.
  ///   - log: Takes progress, one line of English without a line feed, only when there is something
  ///     worth waiting for. It may be called from the calling thread only.
  public init(location: ServerLocation, log: @escaping @Sendable (String) -> Void) {
    let path = getenv("PATH").map { String(cString: $0) } ?? ""
    self.init(location: location, binaries: BinarySearch(path: path), log: log)
  }

  init(
    location: ServerLocation, binaries: BinarySearch, log: @escaping @Sendable (String) -> Void
  ) {
    self.location = location
    self.binaries = binaries
    self.log = log
  }

  /// Makes the cluster if there is none, starts it if it is down, and returns when it has accepted
  /// a connection. Takes some milliseconds when it runs already.
  ///
  /// Any number of processes may call this at once; one of them does the work.
  ///
  /// - Throws: when that is impossible. What was half made is removed, now or at the next call;
  ///   existing data is never changed.
  public func ensureRunning() throws(ServerError) -> Endpoint {
    try checkPath()
    if let server = try? Postmaster.alive(in: location.dataDirectory),
      let endpoint = server.endpoint, case .accepts = ServerPing.send(to: endpoint)
    {
      return endpoint
    }
    try prepareDirectory()
    let lock = try FileLock(path: location.lockFile, log: log)
    defer { lock.keep() }
    // Started by another process while we waited, still starting after its starter was killed, or
    // just being stopped.
    while let server = try liveServer() {
      let state = server.status.isEmpty ? "starting" : server.status
      if let endpoint = try awaitReady(child: nil, notice: "waiting for the server (\(state))…") {
        return endpoint
      }
    }
    removeLeftovers()
    switch try dataState() {
    case .absent:
      let chosen = try binaries.choose(data: nil)
      try createCluster(with: chosen, lock: lock.raw)
      return try start(with: chosen)
    case .cluster(let major):
      return try start(with: try binaries.choose(data: major))
    }
  }

  /// What a line-based file or a program's argument could not carry.
  private func checkPath() throws(ServerError) {
    guard location.directory.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
      throw ServerError(
        .directoryUnusable,
        "the path of the data directory holds a control character: set XDG_DATA_HOME to another")
    }
  }
}
