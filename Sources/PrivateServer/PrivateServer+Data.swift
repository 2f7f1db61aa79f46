internal import Glibc

/// What the data directory holds.
enum DataState: Hashable {
  case absent
  /// A cluster made by this major version of PostgreSQL.
  case cluster(major: Int)
}

extension PrivateServer {
  /// Looks without changing anything.
  ///
  /// - Throws: ``ServerError/Code/notACluster`` when something else lies there.
  func dataState() throws(ServerError) -> DataState {
    let directory = location.dataDirectory
    if let text = Files.read(directory + "/PG_VERSION") {
      if let major = Int(text.prefix { $0.isNumber }) { return .cluster(major: major) }
    } else if errno != ENOENT {
      throw .system("read", directory + "/PG_VERSION", errno)
    } else {
      var info = stat()
      if lstat(directory, &info) != 0, errno == ENOENT { return .absent }
      // An empty directory is replaced by the rename that ends the creation.
      if info.st_mode & S_IFMT == S_IFDIR, Files.names(in: directory).isEmpty { return .absent }
    }
    throw ServerError(
      .notACluster,
      "\(directory) is not empty and is not a PostgreSQL cluster: move it away, or set "
        + "XDG_DATA_HOME to another directory; nothing was touched")
  }

  /// Makes ``ServerLocation/directory`` with its parents, and sees to it that nobody else can write
  /// there: what lies in it is configuration that the server obeys.
  func prepareDirectory() throws(ServerError) {
    let isRoot = geteuid() == 0
    try makeParents(mode: isRoot ? 0o755 : 0o700)
    // The server's account passes through root's directory, without seeing what is in it.
    let mode: mode_t = isRoot ? 0o711 : 0o700
    let path = location.directory
    if mkdir(path, mode) != 0, errno != EEXIST { throw .cannotMake(path, errno) }
    let directory = try Descriptor.open(path, O_RDONLY | O_DIRECTORY)
    var info = stat()
    guard fstat(directory.raw, &info) == 0 else { throw .system("look at", path, errno) }
    guard info.st_uid == geteuid() else { throw .wrongOwner(path, owner: info.st_uid) }
    if info.st_mode & 0o777 != mode, fchmod(directory.raw, mode) != 0 {
      throw .system("protect", path, errno)
    }
  }

  /// The umask must not decide: under 077, which is usual for root, the server's account could not
  /// pass.
  private func makeParents(mode: mode_t) throws(ServerError) {
    var path = ""
    for name in location.directory.split(separator: "/").dropLast() {
      path += "/\(name)"
      if mkdir(path, mode) == 0 {
        chmod(path, mode)
      } else if errno != EEXIST {
        let number = errno
        // On an automounter or a read-only system, existing directories answer with other errors.
        if access(path, F_OK) != 0 { throw .cannotMake(path, number) }
      }
    }
  }

  /// Removes clusters that a killed run left half made. Only with the lock: see ``FileLock`` for
  /// why nobody can be writing them.
  func removeLeftovers() {
    for name in Files.names(in: location.directory) where name.hasPrefix("pgdata.new.") {
      Files.removeTree("\(location.directory)/\(name)")
    }
  }

  /// Checks that the server's account can enter `path`, by being it: access lists and network file
  /// systems may say other than the mode bits.
  func checkTraversable(_ path: String, by account: ServerAccount) throws(ServerError) {
    guard account.dropsPrivileges else { return }
    if try canEnter(path, account) { return }
    var blocked = ""
    for name in path.split(separator: "/") {
      blocked += "/\(name)"
      if try !canEnter(blocked, account) { break }
    }
    throw ServerError(
      .directoryUnusable,
      "PostgreSQL must not run as root and runs as \(account.user.name), who cannot enter "
        + "\(blocked): unset XDG_DATA_HOME (root's data is then in /var/lib/yurai), set it to a "
        + "directory whose parents all may pass, or run `chmod o+x \(blocked)`")
  }

  private func canEnter(_ path: String, _ account: ServerAccount) throws(ServerError) -> Bool {
    let test = ChildProcess(executable: "/usr/bin/test", arguments: ["-x", path], account: account)
    let outcome = try test.run()
    // `test` itself prints nothing: words come from setpriv, which cannot become the account.
    guard outcome.succeeded || outcome.output.isEmpty else {
      throw .program(
        .accountMissing, "cannot become \(account.user.name)", path: path, output: outcome.output,
        advice: "run yurai as an ordinary user")
    }
    return outcome.succeeded
  }
}

extension ServerError {
  fileprivate static func cannotMake(_ path: String, _ number: Int32) -> ServerError {
    .system("make", path, number, advice: "set XDG_DATA_HOME to a directory that you can write to")
  }
}
