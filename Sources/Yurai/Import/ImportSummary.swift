internal import Postgres
internal import Tabular

/// What an import did, file by file.
public struct ImportSummary: Sendable {
  /// How one file went.
  public enum Status: String, Sendable {
    /// Its rows were judged and merged.
    case loaded
    /// The same bytes had been loaded before.
    case unchanged
  }

  /// Lines of a file that were set aside for one reason.
  public struct Fault: Sendable {
    /// Stable reason code.
    public var reason: String
    /// The column at fault; nil where it is the line as a whole.
    public var column: String?
    /// How many rows.
    public var rows: Int64
    /// The first line.
    public var line: Int
  }

  /// What took the place of rows of a file that was loaded before.
  public struct Correction: Sendable {
    /// The last batch that did.
    public var batch: Int
    /// Name of its file.
    public var file: String
    /// How many rows of the file were corrected, by that batch or another one.
    public var rows: Int64
  }

  /// One file. Lines are data lines: accepted + unchanged + replaced + set aside = lines.
  public struct File: Sendable {
    /// The path as the manifest gives it.
    public var path: String
    /// The profile or mapping.
    public var profile: String
    /// utf-8 or cp932.
    public var encoding: String
    /// SHA-256 in hexadecimal.
    public var sha256: String
    /// How it went.
    public var status: Status
    /// Number of the batch.
    public var batch: Int
    /// Data lines.
    public var lines: Int64
    /// Canonical rows that the lines led to.
    public var rows: Int64
    /// Lines that brought something new.
    public var accepted: Int64 = 0
    /// Lines that said what was held already.
    public var unchanged: Int64 = 0
    /// Lines that corrected something.
    public var replaced: Int64 = 0
    /// Lines that were not taken.
    public var setAside: Int64 = 0
    /// Of those, lines with a full card number.
    public var cardNumbers: Int64 = 0
    /// Why lines were set aside, most frequent first; empty for a file that was loaded before.
    public internal(set) var faults: [Fault] = []
    /// By what it was corrected since it was loaded; nil for a file that is loaded now, or was not corrected.
    public internal(set) var correction: Correction?
    /// What was damaged in rows that went in all the same, in words; without a value of them.
    public internal(set) var warnings: [String] = []
    /// The table that its rows went into; nil for one that was joined, or that changed nothing.
    var table: String?

    init(
      _ facts: BatchFacts, path: String, status: Status, batchID: Int, lines: Int64,
      setAside: Int64 = 0
    ) {
      self.path = path
      profile = facts.profile
      encoding = facts.inspection.encoding.rawValue
      sha256 = facts.inspection.hash
      self.status = status
      batch = batchID
      self.lines = lines
      rows = lines
      self.setAside = setAside
      if status == .unchanged { unchanged = lines - setAside }
    }
  }

  /// Nothing was kept.
  public var isCheck: Bool
  /// The files in order.
  public var files: [File] = []

  /// Sums over the files.
  public func total(_ count: KeyPath<File, Int64>) -> Int64 {
    files.reduce(0) { $0 + $1[keyPath: count] }
  }
}

extension ImportSummary.File {
  /// Reads why lines were set aside, in the transaction that did it.
  mutating func readFaults(in connection: inout Connection) throws {
    guard setAside > 0 else { return }
    faults = try connection.rows(SQLScript(named: "import/faults").query(["batch": batch])).map {
      ImportSummary.Fault(
        reason: try $0.value(0), column: try $0.value(1), rows: try $0.value(2),
        line: try $0.value(3))
    }
  }
}

extension ImportSummary.File {
  /// Warns of rows with user-defined characters.
  mutating func warn(gaiji: Int64) {
    guard gaiji > 0 else { return }
    warnings.append(
      "\(gaiji) row(s) hold user-defined characters (gaiji); they are kept as private-use characters"
    )
  }

  /// Warns of rows in which a mapping put something back.
  mutating func warn(repairs: Int64) {
    guard repairs > 0 else { return }
    warnings.append(
      "in \(repairs) row(s) zeros that a spreadsheet had taken from a phone number or a postal code were put back"
    )
  }

  /// Warns of what the rows themselves do not show: text that was damaged before, and numbers that were given out again.
  mutating func warn(of result: FileLoader.Result) {
    warn(gaiji: result.summary.gaiji)
    if result.summary.substituted > 0 {
      warnings.append(
        "\(result.summary.substituted) row(s) hold ?, 〓 or U+FFFD in a name or an address: most likely the export could "
          + "not write a character. Nobody is found by such a name; get the file again in UTF-8")
    }
    if result.summary.misread > 0 {
      warnings.append(
        "\(result.summary.misread) row(s) hold names or addresses that are UTF-8 and were taken for another encoding, here "
          + "or by whoever saved the file. Nobody is found by them; get the file as it was before, or correct `encoding:`"
      )
    }
    if result.takenNumbers > 0 {
      warnings.append(
        "\(result.takenNumbers) order(s) took the place of an order of somebody else on another day, under the same number: "
          + "was the numbering changed? If so, number the new ones apart (Docs/formats.md)")
    }
    if result.summary.oddRecipients > 0 {
      warnings.append(
        "\(result.summary.oddRecipients) row(s) name further recipients in a form that is no JSON array of objects: "
          + "nobody is found by them (Docs/formats.md)")
    }
  }
}
