internal import Glibc

/// Why the private server could not be created, started, stopped or looked at.
///
/// ``description`` says what happened and what to do next. It may quote paths, the names of system
/// accounts and the last lines that PostgreSQL's own tools printed, and never personal data: the
/// server's log holds none (see ``ServerSettings``).
public struct ServerError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of failure it is. The raw values are stable: scripts and tests may rely on them.
  public enum Code: String, Sendable, CaseIterable {
    /// No usable PostgreSQL is installed.
    case binariesMissing = "binaries-missing"
    /// The data was made by a major version that is not installed.
    case versionMismatch = "version-mismatch"
    /// The disk, a quota or a file-size limit is exhausted.
    case diskFull = "disk-full"
    /// A directory cannot be made, entered or used.
    case directoryUnusable = "directory-unusable"
    /// Something belongs to a user other than the one that may use it.
    case wrongOwner = "wrong-owner"
    /// There is no unprivileged account, or no way to become it.
    case accountMissing = "account-missing"
    /// The data directory holds files that are no cluster.
    case notACluster = "not-a-cluster"
    /// `initdb` or the creation of the database failed.
    case createFailed = "create-failed"
    /// The server ended, or never became ready.
    case startFailed = "start-failed"
    /// The server did not end in time.
    case stopFailed = "stop-failed"
    /// The server runs, but it cannot be reached or refuses us.
    case unreachable = "unreachable"
    /// Another process held the lock for too long.
    case busy = "busy"
    /// A program could not be run at all.
    case spawnFailed = "spawn-failed"
  }

  /// The kind of failure.
  public let code: Code

  /// What happened and what to do next, one to some lines of English.
  public let description: String

  /// Makes an error.
  public init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}

extension ServerError {
  /// A failed system call. A full disk gets its own code whatever was being done.
  static func system(
    _ doing: String, _ path: String, _ number: Int32, advice: String = ""
  ) -> ServerError {
    if [ENOSPC, EDQUOT, EFBIG].contains(number) { return .diskFull(path) }
    let reason = String(cString: strerror(number))
    let rest = advice.isEmpty ? "" : "; \(advice)"
    return ServerError(.directoryUnusable, "cannot \(doing) \(path): \(reason)\(rest)")
  }

  static func diskFull(_ path: String, lines: String = "") -> ServerError {
    let tail = lines.isEmpty ? "" : "\n\(lines)"
    return ServerError(
      .diskFull,
      "no space left for \(path): free some space on that file system, or raise the quota or "
        + "file-size limit, and run again (an empty database takes about 60 MB)\(tail)")
  }

  /// A program of PostgreSQL's failed; `output` is what it printed.
  static func program(
    _ code: Code, _ happened: String, path: String, output: String, advice: String
  ) -> ServerError {
    let lines = lastLines(of: output)
    if saysDiskIsFull(output) { return .diskFull(path, lines: lines) }
    let tail = lines.isEmpty ? "" : "; its last lines:\n\(lines)"
    return ServerError(code, "\(happened); \(advice)\(tail)")
  }

  static func versionMismatch(data: Int, installed: [Int]) -> ServerError {
    let found = installed.sorted().map(String.init).joined(separator: ", ")
    return ServerError(
      .versionMismatch,
      "the data was made by PostgreSQL \(data), only \(found) is installed: install "
        + "postgresql-\(data), or move the data with pg_upgrade or pg_dump; nothing was touched")
  }

  static func binariesMissing(tooOld: [Int]) -> ServerError {
    let found =
      tooOld.isEmpty
      ? "PostgreSQL's server programs (initdb, postgres) are not installed"
      : "only PostgreSQL \(tooOld.sorted().map(String.init).joined(separator: ", ")) is installed, "
        + "and 15 or newer is needed"
    return ServerError(
      .binariesMissing,
      "\(found): run `apt-get install postgresql`, put their directory on PATH, or connect to a "
        + "server of your own with -h, -d or DATABASE_URL")
  }

  /// The children run with `LC_ALL=C`, so these are the texts of `strerror`, untranslated.
  static func saysDiskIsFull(_ output: String) -> Bool {
    ["No space left on device", "Disk quota exceeded", "File too large", "File size limit"]
      .contains { output.contains($0) }
  }

  /// The last twelve lines that are not empty.
  static func lastLines(of output: String) -> String {
    output.split(separator: "\n").filter { !$0.allSatisfy(\.isWhitespace) }
      .suffix(12).joined(separator: "\n")
  }
}
