internal import Glibc

/// One installed PostgreSQL server.
struct ServerBinaries: Sendable, Hashable {
  /// Absolute path of the directory that holds `postgres` and `initdb`.
  let directory: String
  /// 15, 17, …
  let major: Int

  var postgres: String { directory + "/postgres" }
  var initdb: String { directory + "/initdb" }

  /// The oldest major version that can be told `--locale-provider` and that Yurai's SQL is for.
  static let oldestUsable = 15
}

/// Where PostgreSQL may be installed.
struct BinarySearch: Sendable {
  /// The parent of Debian's `<major>/bin` directories.
  var debianRoot = "/usr/lib/postgresql"
  /// As `PATH`: `pg_config` is asked if it is there, and the directories themselves are looked at.
  var path: String

  /// What is installed, newest first; Debian's packages come before others of the same version.
  func installed() -> [ServerBinaries] {
    var directories = Files.names(in: debianRoot).sorted().map { "\(debianRoot)/\($0)/bin" }
    let onPath = path.split(separator: ":").map(String.init).filter { $0.hasPrefix("/") }
    if let tool = onPath.map({ $0 + "/pg_config" }).first(where: { access($0, X_OK) == 0 }),
      let answer = try? ChildProcess(executable: tool, arguments: ["--bindir"]).run(),
      answer.succeeded
    {
      directories.append(String(answer.output.prefix { $0 != "\n" }))
    }
    directories += onPath
    var seen: Set<FileIdentity> = []
    var found: [ServerBinaries] = []
    for directory in directories {
      let usable = ["postgres", "initdb"].allSatisfy { access("\(directory)/\($0)", X_OK) == 0 }
      guard usable, let identity = FileIdentity(path: directory), seen.insert(identity).inserted,
        let major = Self.major(of: directory + "/postgres")
      else { continue }
      found.append(ServerBinaries(directory: directory, major: major))
    }
    // `sorted` is stable, so the order of the search decides between equals.
    return found.sorted { $0.major > $1.major }
  }

  /// Asks the program, since a directory's name proves nothing.
  private static func major(of postgres: String) -> Int? {
    guard let answer = try? ChildProcess(executable: postgres, arguments: ["--version"]).run(),
      answer.succeeded
    else { return nil }
    return major(inVersion: answer.output)
  }

  /// `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)` is 15, `… 18beta1` is 18.
  static func major(inVersion text: String) -> Int? {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard words.count > 2, words[1] == "(PostgreSQL)" else { return nil }
    return Int(words[2].prefix { $0.isNumber })
  }

  /// The binaries for data of one major version, or the newest for a new cluster.
  ///
  /// - Parameter data: The data's major version, nil for a new cluster.
  /// - Returns: What matches the data exactly; for a new cluster 15 or newer.
  /// - Throws: ``ServerError/Code/binariesMissing`` or ``ServerError/Code/versionMismatch``.
  func choose(data: Int?) throws(ServerError) -> ServerBinaries {
    let installed = installed()
    if let data {
      if let match = installed.first(where: { $0.major == data }) { return match }
      guard !installed.isEmpty else { throw .binariesMissing(tooOld: []) }
      throw .versionMismatch(data: data, installed: installed.map(\.major))
    }
    guard let newest = installed.first, newest.major >= ServerBinaries.oldestUsable else {
      throw .binariesMissing(tooOld: installed.map(\.major))
    }
    return newest
  }
}
