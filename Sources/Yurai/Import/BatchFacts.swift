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
      "file_name": fileName, "sha256": inspection.sha256, "bytes": inspection.bytes, "profile": profile,
      "encoding": inspection.encoding.rawValue, "timezone": timezone, "mall": mall, "merchant": merchant,
      "supplied_by": suppliedBy, "origin": origin,
    ]
  }

  /// The batch under which the same bytes were loaded in the same way, if they were.
  func known(in connection: inout Connection) throws -> (batch: Int, lines: Int64)? {
    let rows = try connection.rows(SQLScript(named: "import/batch_known").query(parameters))
    guard !rows.isEmpty else { return nil }
    return (try rows.value(0, 0), try rows.value(0, 1))
  }

  /// Opens the batch; its number.
  func begin(partOf: Int32? = nil, in connection: inout Connection) throws -> Int32 {
    var parameters = parameters
    parameters["part_of"] = .some(partOf)
    return try connection.value(SQLScript(named: "import/batch_begin").query(parameters))
  }

  /// Writes the counts.
  static func finish(
    _ batch: Int32, _ file: ImportSummary.File, cards: Int64, in connection: inout Connection
  ) throws {
    try connection.execute(
      SQLScript(named: "import/batch_finish").query([
        "batch": batch, "lines": file.lines, "accepted": file.accepted, "unchanged": file.unchanged,
        "replaced": file.replaced, "set_aside": file.setAside, "card_numbers": cards,
      ]))
  }
}
