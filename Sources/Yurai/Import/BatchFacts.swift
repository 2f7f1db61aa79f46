internal import Postgres
internal import Tabular

/// What the ledger of imports says of a file before its rows are known.
struct BatchFacts: Sendable {
  var fileName: String
  var inspection: FileInspection
  var profile: String
  var timezone: String
  var mall: String?
  var merchant: String?
  var suppliedBy: String?
  var origin: String

  private var parameters: [String: (any Parameter)?] {
    [
      "file_name": fileName, "sha256": inspection.sha256, "bytes": inspection.bytes,
      "profile": profile,
      "encoding": inspection.encoding.rawValue, "timezone": timezone, "mall": mall,
      "merchant": merchant,
      "supplied_by": suppliedBy, "origin": origin,
    ]
  }

  /// The batch under which the same bytes were loaded in the same way, joined with the same `parts`, if they
  /// were; and the batches of those parts in the order in which they were loaded.
  func known(
    parts: [FileInspection], in connection: inout Connection
  ) throws -> (whole: Known, parts: [Known])? {
    var parameters = parameters
    parameters["parts"] = parts.map(\.hash).sorted()
    let rows = try connection.rows(SQLScript(named: "import/batch_known").query(parameters))
    guard !rows.isEmpty else { return nil }
    var whole = Known(
      batch: try rows.value(0, 0), sha256: inspection.hash, lines: try rows.value(0, 1),
      setAside: try rows.value(0, 3), erased: try rows.value(0, 2))
    if let last: Int = try rows.value(0, 5) {
      whole.correction = ImportSummary.Correction(
        batch: last, file: try rows.value(0, 6), rows: try rows.value(0, 4))
    }
    let found = try connection.rows(
      SQLScript(named: "import/batch_parts").query(["batch": whole.batch]))
    return (
      whole,
      try (0..<found.count).map {
        Known(
          batch: try found.value($0, 0), sha256: try found.value($0, 1),
          lines: try found.value($0, 2), setAside: try found.value($0, 3), erased: 0)
      }
    )
  }

  /// A batch of an earlier import.
  struct Known: Sendable {
    let batch: Int
    let sha256: String
    let lines: Int64
    /// Of them, those that were set aside then, and would be now.
    let setAside: Int64
    /// Rows that were erased since.
    let erased: Int64
    /// By what rows of it were corrected since; nil when none was.
    var correction: ImportSummary.Correction?
  }

  /// Opens the batch; its number.
  func begin(partOf: Int32? = nil, in connection: inout Connection) throws -> Int32 {
    var parameters = parameters
    parameters["part_of"] = .some(partOf)
    return try connection.value(SQLScript(named: "import/batch_begin").query(parameters))
  }

  /// Writes the counts, and the batch's leaves in the ledger.
  static func finish(
    _ batch: Int32, _ file: ImportSummary.File, cards: Int64, customers: Int64 = 0,
    events: Int64 = 0,
    in connection: inout Connection
  ) throws {
    try connection.execute(
      SQLScript(named: "import/batch_finish").query([
        "batch": batch, "lines": file.lines, "accepted": file.accepted, "unchanged": file.unchanged,
        "replaced": file.replaced, "set_aside": file.setAside, "card_numbers": cards,
      ]))
    try connection.execute(
      SQLScript(named: "import/batch_rows").query([
        "batch": batch, "customers": customers, "events": events,
      ]))
    let leaves = try connection.rows(
      SQLScript(named: "ledger/leaf_import").query(["batch": batch]))
    let entries = try (0..<leaves.count).map {
      LedgerStore.Entry(kind: try leaves.value($0, 0), leaf: try leaves.value($0, 1))
    }
    try LedgerStore.append(entries, in: &connection)
  }
}
