internal import Foundation
internal import Postgres
public import Rendering

/// `yurai report --output`: writes the bundle of the last audit run, as `Docs/bundle.md` describes it.
///
/// The same run with the same key, checkpoint and language gives the same bytes.
public struct BundleWriter: Sendable {
  /// The operator's name and its settings.
  public var settings: OperatorSettings
  /// The language of `report.html`.
  public var language: Language
  /// Whether the bundle is packed too, as `DIR.zip`.
  public var isPacked = false

  /// A writer with the company's settings.
  public init(settings: OperatorSettings, language: Language) {
    self.settings = settings
    self.language = language
  }

  /// What was written.
  public struct Outcome: Sendable {
    /// The report, as `report.json` holds it.
    public let report: ProvenanceReport
    /// Files of the bundle, the manifest among them.
    public let files: Int
    /// Where the ZIP is; nil without one.
    public let archive: String?
  }

  /// Writes the bundle to a directory of its own. An older bundle there is replaced; nothing else is.
  ///
  /// All of it is read in one snapshot, and files appear under their names only once all are written.
  /// - Throws: `YuraiError` as `ProvenanceJob.report` does, and when a file cannot be written.
  public func write(
    to path: String, parts: any LedgerParts, in session: inout Session
  ) throws -> Outcome {
    let folder = try BundleFolder(path)
    try folder.begin()
    defer { folder.abandon() }
    return try session.connection.transaction(.repeatableRead, readOnly: true) { connection in
      let report = try ProvenanceJob().report(of: settings, parts: parts, in: &connection)
      var bundle = Bundle(folder: folder.draft)
      try writeReport(report, &bundle)
      try writeTables(report, &bundle, &connection)
      try writeLedger(parts, &bundle, &connection)
      try Interruption.check("nothing was written")
      let manifest = bundle.manifest(origin: parts.origin, run: report.run.number)
      let note = try parts.sign(manifest)
      guard note.starts(with: manifest.utf8) else {
        throw YuraiError("the manifest was signed as something else than it is")
      }
      try bundle.add("manifest", note)
      if isPacked { try folder.pack(bundle.sorted) }
      try folder.finish(isPacked: isPacked)
      return Outcome(
        report: report, files: bundle.entries.count, archive: isPacked ? folder.archive : nil)
    }
  }

  /// Refuses what `write` would refuse, and leaves nothing behind: for before the ledger's first key is made.
  /// - Throws: `YuraiError` as `write` does.
  public func check(_ path: String, in session: inout Session) throws {
    let folder = try BundleFolder(path)
    try folder.begin()
    defer { folder.abandon() }
    try session.connection.transaction(.repeatableRead, readOnly: true) { connection in
      let report = try ProvenanceJob().report(of: settings, in: &connection)
      var bundle = Bundle(folder: folder.draft)
      try writeReport(report, &bundle)
      try writeTables(report, &bundle, &connection)
    }
  }

  private func writeReport(_ report: ProvenanceReport, _ bundle: inout Bundle) throws {
    let data = "Sources/Yurai/Report/Data"
    try bundle.add("README.txt", Array(Self.embedded("\(data)/README.txt").utf8))
    try bundle.add("report.json", Array(report.json.utf8))
    try bundle.add("report.schema.json", Array(Self.embedded("Docs/report.schema.json").utf8))
    let page = ReportPage(language: language, style: try Self.embedded("\(data)/report.css"))
    try bundle.add("report.html", Array(page.render(report).utf8))
    for file in RuleFiles.files { try bundle.add(file.name, Array(file.text.utf8)) }
  }

  private func writeTables(
    _ report: ProvenanceReport, _ bundle: inout Bundle, _ connection: inout Connection
  ) throws {
    try bundle.add("census.csv") { file in
      try file.row(["mall", "merchant", "collected_year", "verdict", "records"])
      for cell in report.cells {
        try file.row([
          cell.mall, cell.merchant, cell.year.map { String($0) } ?? "", cell.verdict.rawValue,
          String(cell.records),
        ])
      }
    }
    try bundle.add("unexplained.csv") { file in
      try file.row(["batch", "registered_on", "records"])
      try ProvenanceJob().forEachArrival(of: report.run.number, in: &connection) { group in
        try file.row([
          String(group.batch), group.day?.description ?? "", String(group.records),
        ])
      }
    }
    try writeFindings(report, &bundle, &connection)
    try bundle.add("batches.csv") { file in
      let columns = [
        "batch", "file", "sha256", "bytes", "profile", "encoding", "origin", "supplied_by", "mall",
        "merchant", "part_of", "lines", "accepted", "unchanged", "replaced", "set_aside",
        "card_numbers",
      ]
      try file.row(columns + ["imported_at"])
      try connection.forEach(SQLScript(named: "report/batches").query()) { row in
        var fields: [String] = []
        for column in columns { fields.append(try row[column] ?? "") }
        try file.row(fields + [row["imported_at_utc"] ?? ""])
      }
    }
  }

  private func writeFindings(
    _ report: ProvenanceReport, _ bundle: inout Bundle, _ connection: inout Connection
  ) throws {
    let severities = Dictionary(
      uniqueKeysWithValues: report.findings.map { ($0.rule.rule, $0.severity) })
    var details = FindingDetail()
    var rows = 0
    try bundle.add("findings.csv") { file in
      try file.row(["rule", "severity", "subject_kind", "subject_id", "detail"])
      try connection.forEach(SQLScript(named: "report/findings").query()) { row in
        rows += 1
        if rows % 10_000 == 0 { try Interruption.check("nothing was written") }
        let rule: String = try row.value(0)
        try file.row([
          rule, severities[rule] ?? "error", try row.value(1), try row.value(2),
          details.shown(try row.value(3)),
        ])
      }
    }
    guard rows == report.findings.reduce(0, { $0 + $1.open }) else {
      throw YuraiError("findings of a rule that this version does not have: audit again with it")
    }
  }

  private func writeLedger(
    _ parts: any LedgerParts, _ bundle: inout Bundle, _ connection: inout Connection
  ) throws {
    try bundle.add("checkpoint", parts.checkpoint)
    try bundle.add("keys", Array(parts.keys.utf8))
    try bundle.add("census.tlog-proof", parts.proof)
    try bundle.add("ledger.jsonl") { file in
      try parts.forEachLeaf(in: &connection) { leaf in
        try file.write(leaf)
        try file.write("\n")
      }
    }
    try bundle.add("checkpoints.jsonl") { file in
      try parts.forEachCheckpoint(in: &connection) { line in
        try file.write(line)
        try file.write("\n")
      }
    }
    if let timestamp = parts.timestamp {
      try bundle.add("timestamp/checkpoint", timestamp.checkpoint)
      try bundle.add("timestamp/checkpoint.tsr", timestamp.response)
    }
    if let sample = parts.sample { try bundle.add("sample.json", sample.json) }
  }

  private static func embedded(_ path: String) throws -> String {
    guard let text = EmbeddedFiles.text[path] else {
      throw YuraiError("\(path) is not in this binary: build it again from a clean checkout")
    }
    return text
  }
}

/// The files that were written so far.
private struct Bundle {
  let folder: String
  var entries: [BundleFile.Entry] = []

  init(folder: String) { self.folder = folder }

  /// By name, in byte order.
  var sorted: [BundleFile.Entry] {
    entries.sorted { Array($0.name.utf8).lexicographicallyPrecedes(Array($1.name.utf8)) }
  }

  mutating func add(_ name: String, _ bytes: [UInt8]) throws {
    try add(name) { try $0.write(bytes) }
  }

  mutating func add(_ name: String, _ body: (inout BundleFile) throws -> Void) throws {
    var file = try BundleFile(name, in: folder)
    try body(&file)
    entries.append(try file.close())
  }

  /// The text to sign. Its second line is no number, so that it is never taken for a checkpoint.
  func manifest(origin: String, run: Int) -> String {
    let lines = sorted.map { "\($0.sha256)  \($0.name)\n" }.joined()
    return "\(BundleFolder.mark)\norigin \(origin)\nrun \(run)\n\(lines)"
  }
}
