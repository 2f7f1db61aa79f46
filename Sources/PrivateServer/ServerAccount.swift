internal import Glibc

/// The operating system's user that owns the cluster and runs the server.
///
/// PostgreSQL refuses to run as root, so root needs an unprivileged account to lend it to.
struct ServerAccount: Sendable, Hashable {
  let user: UserRecord

  /// Whether a child has to shed root's identity first.
  let dropsPrivileges: Bool

  /// The account for a new cluster: the caller; for root `postgres`, which Debian's packages
  /// create, else `nobody`.
  static func forNewCluster() throws(ServerError) -> ServerAccount {
    if geteuid() != 0 { return try ServerAccount(owner: geteuid()) }
    for name in ["postgres", "nobody"] {
      if let user = UserRecord(name: name), user.id != 0 {
        return ServerAccount(user: user, dropsPrivileges: true)
      }
    }
    throw ServerError(
      .accountMissing,
      "PostgreSQL refuses to run as root, and there is neither a user postgres nor nobody to run "
        + "it as: create one with `adduser --system --group postgres`, or run yurai as another user"
    )
  }

  /// The account of an existing cluster is its owner, not what ``forNewCluster()`` would say now:
  /// `postgres` may have appeared after `nobody` was chosen.
  static func forCluster(at dataDirectory: String) throws(ServerError) -> ServerAccount {
    var info = stat()
    guard lstat(dataDirectory, &info) == 0 else {
      throw .system("look at", dataDirectory, errno)
    }
    guard geteuid() == 0 || info.st_uid == geteuid() else {
      throw .wrongOwner(dataDirectory, owner: info.st_uid)
    }
    guard info.st_uid != 0 else {
      throw ServerError(
        .wrongOwner,
        "\(dataDirectory) belongs to root, whom PostgreSQL refuses: give it back to the account "
          + "that made it (chown -R postgres: \(dataDirectory))")
    }
    return try ServerAccount(owner: info.st_uid)
  }

  private init(user: UserRecord, dropsPrivileges: Bool) {
    self.user = user
    self.dropsPrivileges = dropsPrivileges
  }

  private init(owner: uid_t) throws(ServerError) {
    guard let user = UserRecord(id: owner) else {
      throw ServerError(
        .accountMissing,
        "user id \(owner) has no entry in the account database, and PostgreSQL needs one: add it "
          + "to /etc/passwd, or run yurai as another user")
    }
    self.init(user: user, dropsPrivileges: geteuid() == 0)
  }

  /// The command that becomes this account and then runs what follows; empty when we already are.
  ///
  /// `setpriv` sets the ids, drops all groups and executes: no fork, so the pid stays, and no PAM.
  /// `runuser` opens a PAM session, which needs a working PAM stack (containers), writes to the
  /// authentication log and may bind the server to a login scope that is killed with it.
  func prefix() throws(ServerError) -> [String] {
    guard dropsPrivileges else { return [] }
    let places = ["/usr/bin/setpriv", "/bin/setpriv"]
    guard let setpriv = places.first(where: { access($0, X_OK) == 0 }) else {
      throw ServerError(
        .accountMissing,
        "setpriv is missing, which yurai needs as root to run PostgreSQL as \(user.name): run "
          + "`apt-get install util-linux`, or run yurai as another user")
    }
    return [
      setpriv, "--reuid=\(user.id)", "--regid=\(user.group)", "--clear-groups",
      "--inh-caps=-all", "--",
    ]
  }
}

extension ServerError {
  static func wrongOwner(_ path: String, owner: uid_t) -> ServerError {
    let name = UserRecord(id: owner)?.name ?? "user id \(owner)"
    return ServerError(
      .wrongOwner,
      "\(path) belongs to \(name): run yurai as \(name) (as root: runuser -u \(name) -- yurai …), "
        + "or set XDG_DATA_HOME to a directory of your own")
  }
}
