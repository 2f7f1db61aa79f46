internal import Glibc

extension PrivateServer {
  /// Makes the cluster with its database in a directory of another name, and renames it when it is
  /// whole and on disk: whenever this is killed, there is a usable cluster or none.
  ///
  /// - Parameters:
  ///   - binaries: The version to make it with.
  ///   - lock: The lock's descriptor, which every program run here keeps open.
  /// - Throws: when nothing was made.
  func createCluster(with binaries: ServerBinaries, lock: Int32) throws(ServerError) {
    log("creating the private database in \(location.directory) (first use)…")
    let account = try ServerAccount.forNewCluster()
    try checkTraversable(location.directory, by: account)
    let draft = "\(location.dataDirectory).new.\(getpid())"
    guard mkdir(draft, 0o700) == 0 else { throw .system("make", draft, errno) }
    do throws(ServerError) {
      if account.dropsPrivileges, chown(draft, account.user.id, account.user.group) != 0 {
        throw ServerError.system("give away", draft, errno)
      }
      try fill(draft, with: binaries, as: account, lock: lock)
      guard rename(draft, location.dataDirectory) == 0 else {
        throw ServerError.system("rename \(draft) to", location.dataDirectory, errno)
      }
    } catch {
      Files.removeTree(draft)
      throw error
    }
    Files.sync(directory: location.directory)
  }

  private func fill(
    _ draft: String, with binaries: ServerBinaries, as account: ServerAccount, lock: Int32
  ) throws(ServerError) {
    func run(_ program: String, _ arguments: [String], input: String = "") throws(ServerError) {
      let child = ChildProcess(executable: program, arguments: arguments, account: account)
      let outcome = try child.run(holding: lock, input: input)
      if outcome.succeeded { return }
      throw .program(
        .createFailed, "the private database could not be created (\(outcome.ending))",
        path: location.directory, output: outcome.output + Self.fileLimit(outcome.status),
        advice: "nothing was kept; remove the cause and run again")
    }
    // Collation C sorts and compares fast; a UTF-8 ctype is what trigrams need to see Japanese as
    // letters. The disk is synced once, after all is written.
    try run(
      binaries.initdb,
      [
        "-D", draft, "--username=yurai", "--encoding=UTF8", "--locale-provider=libc", "--locale=C",
        "--lc-ctype=C.UTF-8", "--data-checksums", "--no-instructions", "--no-sync",
        // Nobody gets in by initdb's own files, should the server be started by hand without ours.
        "--auth-local=peer", "--auth-host=reject",
      ])
    // -F: no syncing yet.
    try run(
      binaries.postgres,
      [
        "--single", "-F", "-D", draft, "-c", "exit_on_error=on", "-c", "log_checkpoints=off",
        "postgres",
      ],
      input: "CREATE DATABASE yurai\n")
    try run(binaries.initdb, ["--sync-only", "-D", draft])
  }

  /// A file-size limit kills with a signal and leaves no words.
  private static func fileLimit(_ status: Int32) -> String {
    status & 0x7F == SIGXFSZ ? "\nFile size limit exceeded" : ""
  }
}
