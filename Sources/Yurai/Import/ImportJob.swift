internal import Foundation
internal import Matching
public import Postgres
internal import Tabular

/// `yurai import`: loads the files of a manifest, one transaction each.
///
/// Interrupted at any point, what was reported as done is done, and the rest is as before: the same command
/// goes on, since a file whose bytes were loaded already changes nothing.
public struct ImportJob: Sendable {
  /// What the job was asked to do.
  public struct Options: Sendable {
    /// Do everything, then take it back: says what would happen.
    public var isCheck = false
    /// Load a file that was loaded before again when it was corrected since: what it says takes the place of the correction.
    public var isAgain = false
    /// Called now and then while a file is loaded.
    public var progress: @Sendable (ImportProgress) -> Void = { _ in }
    /// Called with what the person at the terminal should know.
    public var log: @Sendable (String) -> Void = { _ in }

    /// Called with each warning of a summary's files, with the file's name in front: what was damaged in rows that went in.
    public var warn: @Sendable (String) -> Void = { _ in }

    /// The defaults: load, and say nothing.
    public init() {}
  }

  private let options: Options
  private let parameters: ConnectionParameters

  /// - Parameters:
  ///   - parameters: for the second connection that mappings use; as the session was opened with.
  ///   - options: check only, progress and log.
  public init(parameters: ConnectionParameters, options: Options) {
    self.parameters = parameters
    self.options = options
  }

  /// Loads every file of the manifests in order. Stops at the first that cannot go in; those before it stay.
  /// - Throws: `YuraiError`; exit `locked` when another import runs.
  public func run(manifests: [String], in session: inout Session) throws -> ImportSummary {
    let lock = try session.connection.value(
      SQLScript(named: "import/lock").query(), as: Bool.self)
    guard lock else {
      throw YuraiError("another import is running on this database: wait for it", exit: .locked)
    }
    defer { _ = try? session.connection.execute(SQLScript(named: "import/unlock").query()) }
    if !options.isCheck { try LedgerSigner.requireOwnKeys(in: &session) }
    var summary = ImportSummary(isCheck: options.isCheck)
    var vacuum = Vacuum(parameters)
    for path in manifests {
      let manifest = try Manifest(path: path)
      let inspections = manifest.entries.map {
        InspectionAhead(
          path: Self.absolute($0.path, in: manifest.folder), wanted: $0.encoding, name: $0.path)
      }
      for (index, entry) in manifest.entries.enumerated() {
        try Interruption.check("nothing of \(entry.path) was loaded")
        do {
          let next = index + 1 < inspections.count ? inspections[index + 1] : nil
          let files = try load(
            entry, of: manifest, inspected: inspections[index], next: next, in: &session)
          summary.files += files
          for file in files { for text in file.warnings { options.warn("\(file.path): \(text)") } }
          if !options.isCheck { vacuum.start(in: &session.connection) }
        } catch {
          if !summary.files.isEmpty, !options.isCheck {
            options.log(
              "the \(summary.files.count) file(s) before \(entry.path) are loaded and stay")
          }
          throw (error as? PostgresError).map { Self.explained($0, file: entry.path) } ?? error
        }
      }
    }
    if !options.isCheck {
      vacuum.finish(in: &session.connection)
      // Signed at once when there is a key: what was imported cannot be relabelled until the next audit.
      try LedgerSigner.sign(in: &session)
    }
    return summary
  }

  private static func explained(_ error: PostgresError, file: String) -> YuraiError {
    switch error.code {
    case .cancelled: YuraiError("interrupted; nothing of \(file) was loaded", exit: .interrupted)
    case .connectionLost, .connectionFailed:
      YuraiError(
        "the connection to the database was lost while \(file) was loaded; nothing of it went in. Run the same "
          + "command again", exit: .unreachable)
    default: YuraiError("\(file): \(error.description)")
    }
  }

  private func load(
    _ entry: Manifest.Entry, of manifest: Manifest, inspected: InspectionAhead,
    next: InspectionAhead?, in session: inout Session
  ) throws -> [ImportSummary.File] {
    guard entry.with.isEmpty || CanonicalProfile(rawValue: entry.profile) == nil else {
      throw YuraiError("\(entry.path): `with` is for mappings; \(entry.profile) is one file")
    }
    let path = Self.absolute(entry.path, in: manifest.folder)
    let named =
      [("path", entry.path)]
      + entry.with.sorted { $0.key < $1.key }.map { ("with \($0.key)", $0.value) }
    for (key, missing) in named
    where !FileManager.default.fileExists(atPath: Self.absolute(missing, in: manifest.folder)) {
      throw YuraiError(
        "\(entry.place(of: key)): \(missing) is not there, or cannot be reached: paths are relative to the manifest's folder"
      )
    }
    let mapping = try Self.mapping(entry, manifest)
    let name = PathText.name(of: entry.path)
    let found = try inspected.inspection()
    if let wanted = entry.sha256, wanted != found.hash {
      throw YuraiError(
        "\(entry.path) is not the file that the manifest means: its SHA-256 is \(found.hash). Get the right file, "
          + "or correct the manifest")
    }
    try Interruption.check("nothing of \(entry.path) was loaded")
    let zone = entry.timezone ?? manifest.timezone
    let batch = BatchFacts(
      fileName: name, inspection: found, profile: mapping?.versionedName ?? entry.profile,
      timezone: zone, mall: entry.mall,
      merchant: entry.merchant, suppliedBy: entry.suppliedBy, origin: entry.origin)
    if let known = try unchanged(entry, batch, of: manifest, in: &session.connection) {
      return known
    }
    let loading = FileLoading(
      entry: entry, path: path, batch: batch, mapping: mapping, folder: manifest.folder,
      parameters: parameters, options: options, whenRead: { next?.begin() })
    do {
      return try session.connection.transaction { [secret = session.secret] connection in
        var files = try loading.run(secret: secret, in: &connection)
        try Interruption.check("nothing of \(entry.path) was loaded")
        for index in files.indices { try files[index].readFaults(in: &connection) }
        // A check has done everything there is to do; now nothing of it is kept.
        if options.isCheck { throw TakenBack(files: files) }
        return files
      }
    } catch let check as TakenBack {
      return check.files
    }
  }

  /// What there is to say when the same bytes were loaded before, joined with the same bytes; nil when they are to be loaded.
  private func unchanged(
    _ entry: Manifest.Entry, _ batch: BatchFacts, of manifest: Manifest,
    in connection: inout Connection
  ) throws -> [ImportSummary.File]? {
    var parts: [(path: String, facts: BatchFacts)] = []
    for (_, path) in entry.with.sorted(by: { $0.key < $1.key }) {
      var facts = batch
      facts.fileName = PathText.name(of: path)
      facts.inspection = try FileInspection(
        path: Self.absolute(path, in: manifest.folder), wanted: entry.encoding, name: path)
      parts.append((path, facts))
    }
    guard let known = try batch.known(parts: parts.map(\.facts.inspection), in: &connection) else {
      return nil
    }
    if options.isAgain, known.whole.correction != nil { return nil }
    try entry.checkTotal(known.whole.lines)
    if known.whole.erased > 0 {
      options.log(
        "\(entry.path): \(known.whole.erased) row(s) of it were erased since it was loaded, and stay erased"
      )
    }
    if let correction = known.whole.correction {
      options.log(
        "\(entry.path): \(correction.rows) row(s) of it were corrected since it was loaded, last by \(correction.file) "
          + "(batch \(correction.batch)), and stay corrected; `yurai import --again` takes the file into force again"
      )
    }
    var whole = ImportSummary.File(
      batch, path: entry.path, status: .unchanged, batchID: known.whole.batch,
      lines: known.whole.lines, setAside: known.whole.setAside)
    whole.correction = known.whole.correction
    return [whole]
      + known.parts.compactMap { held in
        parts.first { $0.facts.inspection.hash == held.sha256 }.map { part in
          ImportSummary.File(
            part.facts, path: part.path, status: .unchanged, batchID: held.batch,
            lines: held.lines, setAside: held.setAside)
        }
      }
  }

  /// The mapping that an entry names; nil for a canonical file.
  private static func mapping(_ entry: Manifest.Entry, _ manifest: Manifest) throws -> Mapping? {
    guard CanonicalProfile(rawValue: entry.profile) == nil else { return nil }
    return try Mapping.named(
      entry.profile, folder: manifest.folder, place: entry.place(of: "profile"))
  }

  /// A path of the manifest, relative to the manifest's folder.
  static func absolute(_ path: String, in folder: String) -> String {
    path.hasPrefix("/") ? path : PathText.joined(folder, path)
  }

  private struct TakenBack: Error {
    let files: [ImportSummary.File]
  }
}

/// How far an import has come in one file.
public struct ImportProgress: Sendable {
  /// Name of the file.
  public let file: String
  /// Rows so far.
  public let rows: Int64
  /// Bytes read so far.
  public let bytes: Int64
  /// Size of the file.
  public let total: Int64
}

/// Vacuums tables of facts that were just filled: on a connection of its own, while the next files come in.
///
/// The files are in, whatever becomes of this. It only spares the next audit some work, so that no failure of it is told.
private struct Vacuum: ~Copyable {
  private let parameters: ConnectionParameters
  private var running: RunningStatement?

  init(_ parameters: ConnectionParameters) { self.parameters = parameters }

  /// Starts with the tables that want it, unless it is at work already.
  mutating func start(in connection: inout Connection) {
    guard running == nil, let statement = try? Self.statement(in: &connection) else { return }
    running = try? Self.start(statement, parameters)
  }

  /// Waits for what was started, and goes on with what wants it still.
  mutating func finish(in connection: inout Connection) {
    _ = try? running?.rows().count
    running = nil
    guard let statement = try? Self.statement(in: &connection) else { return }
    _ = try? connection.execute(statement)
  }

  private static func start(_ statement: Query, _ parameters: ConnectionParameters) throws
    -> RunningStatement
  {
    var connection = try Connection(parameters)
    try connection.run(SQLScript(named: "queries/session"))
    return try connection.start(statement)
  }

  private static func statement(in connection: inout Connection) throws -> Query? {
    let tables: String? = try connection.value(SQLScript(named: "import/vacuum_wanted").query())
    return tables.map { "VACUUM \(unescaped: $0)" }
  }
}
