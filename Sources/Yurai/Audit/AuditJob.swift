internal import Foundation
internal import Postgres

/// `yurai audit`: judges every customer record anew from the facts, in one snapshot.
public struct AuditJob: Sendable {
  /// Hours by which a record may precede its earliest placed event.
  public var timelyHours = 24
  /// Compares every record with its commitment, and not only those whose row was written again.
  public var verifiesRows = false
  /// Called with the name of each stage before it runs.
  public var progress: @Sendable (String) -> Void = { _ in }

  /// A full audit with the usual settings.
  public init() {}

  /// What an audit ends with.
  public struct Outcome: Sendable {
    /// Number of the run.
    public let run: Int
    /// Records neither explained nor covered by an exception.
    public let unexplained: Int
    /// Findings that say that the data are not what the ledger has: rows that were changed, erased people who are back.
    public let untrue: Int
    /// Whether nothing is unexplained and the data are those of the ledger.
    public var isClear: Bool { unexplained == 0 && untrue == 0 }
    /// The run as documented JSON.
    public let json: String
  }

  /// Runs every stage and every rule in one transaction: it is remembered whole, or not at all.
  ///
  /// Nothing is read from earlier results; they are compared with afterwards. The job reads identifiers, times
  /// and match keys, no personal data.
  /// - Throws: `YuraiError`; exit `locked` when another audit runs.
  public func run(in session: inout Session) throws -> Outcome {
    guard
      try session.connection.value(SQLScript(named: "queries/audit_lock").query(), as: Bool.self)
    else {
      throw YuraiError("another audit is running on this database: wait for it", exit: .locked)
    }
    defer { _ = try? session.connection.execute(SQLScript(named: "queries/audit_unlock").query()) }
    let rules = try Rule.all()
    do {
      let parameters = session.parameters
      let folder = session.ledgerFolder
      let outcome = try session.connection.transaction(.repeatableRead) { connection in
        try connection.run(SQLScript(named: "queries/audit_tables"))
        progress("00_ledger")
        let problems = try LedgerCheck.problems(folder, in: &connection)
        guard problems.isEmpty else {
          throw YuraiError(
            "the ledger did not verify; nothing was audited. " + problems.joined(separator: "; "),
            exit: .unexplained)
        }
        return try judge(rules, parameters, &connection)
      }
      // Signed when there is a key. Where the tool dies before this, the next run signs.
      if try !LedgerKeys(folder: folder).read().isEmpty {
        _ = try LedgerSigner.checkpoint(in: &session)
      }
      return outcome
    } catch let error as PostgresError {
      switch error.code {
      case .cancelled: throw YuraiError("interrupted; the last audit stands", exit: .interrupted)
      case .connectionLost, .connectionFailed:
        throw YuraiError(
          "the connection to the database was lost; the last audit stands. Run the same command again",
          exit: .unreachable)
      default: throw error
      }
    }
  }

  private func judge(
    _ rules: [Rule], _ beside: ConnectionParameters, _ connection: inout Connection
  ) throws -> Outcome {
    let run: Int = try connection.value(SQLScript(named: "queries/audit_number").query())
    let parameters: [String: (any Parameter)?] = [
      "run": run, "timely_hours": timelyHours, "today": Self.today(),
    ]
    var counts = try count(beside, &connection)
    var tree: RecordTree.Result?
    for stage in AuditStage.allCases {
      try Interruption.check("the last audit stands")
      if stage == .rememberVerdicts {
        progress("56_tree")
        tree = try RecordTree.build(run: run, in: &connection)
      }
      progress(stage.rawValue)
      if stage == .rows {
        let counted: String = try counts.rows().value(0, 0)
        try compare(run, with: tree, counted, &connection)
      } else {
        try perform(stage, parameters, &connection)
      }
      guard stage == .finding else { continue }
      for rule in rules {
        try Interruption.check("the last audit stands")
        try Self.named("rules/\(rule.id)") { try apply(rule, parameters, &connection) }
      }
    }
    var record = parameters
    record["rules_sha256"] = RuleFiles.sha256
    try connection.execute(SQLScript(named: "queries/audit_record").query(record))
    if let tree { try LedgerRun.append(run, tree, beside: beside, in: &connection) }
    try Interruption.check("the last audit stands")
    return try Self.outcome(of: run, &connection)
  }

  /// Has the rows counted by the transaction that wrote them, on a connection of its own and in this one's snapshot.
  private func count(_ parameters: ConnectionParameters, _ connection: inout Connection) throws
    -> RunningStatement
  {
    let snapshot: String = try connection.value(SQLScript(named: "queries/export_snapshot").query())
    var beside = try Connection(parameters)
    try beside.run(SQLScript(named: "queries/session"))
    try beside.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    try beside.execute("SET TRANSACTION SNAPSHOT \(literal: snapshot)")
    try beside.run(SQLScript(named: "audit/00_settings"))
    try beside.run(SQLScript(named: "queries/one_process"))
    return try beside.start(SQLScript(named: "audit/06_count").query())
  }

  /// Compares the rows with what their imports wrote, and looks closely where they differ. Where a record has no
  /// commitment, or a commitment no record, that is noted for the rules too, and where a commitment is another than in
  /// the last run.
  private func compare(
    _ run: Int, with tree: RecordTree.Result?, _ counted: String, _ connection: inout Connection
  ) throws {
    try Self.named("audit/58_rows") {
      try connection.run(SQLScript(named: "audit/58_rows"), ["counts": counted])
    }
    var verifies = verifiesRows
    if try connection.value(SQLScript(named: "ledger/foreign_exist").query(), as: Bool.self) {
      if try connection.value(SQLScript(named: "ledger/is_restored").query(), as: Bool.self) {
        try connection.run(SQLScript(named: "audit/59_restored"))
        verifies = true
      } else {
        try connection.run(SQLScript(named: "audit/59_foreign"))
      }
    }
    let records = try connection.rows(SQLScript(named: "ledger/record_count").query())
    if try records.value(0, 0) != tree?.records || records.value(0, 1) != tree?.records {
      try connection.run(SQLScript(named: "audit/59_sealed"))
    }
    if verifies { try connection.run(SQLScript(named: "audit/59_verify")) }
    guard let tree, tree.stored > 0 || verifies,
      var comparison = try TreeComparison(run: run, places: tree.places, in: &connection)
    else { return }
    if verifies { try comparison.verifyTiles(in: &connection) }
    if tree.stored > 0 { try comparison.compareTiles(in: &connection) }
    try Self.named("audit/59_tree") { try comparison.store(in: &connection) }
  }

  /// Says which file of `Sql/` the server would not run.
  private static func named(_ file: String, _ body: () throws -> Void) throws {
    do { try body() } catch let error as PostgresError where error.code == .server {
      throw YuraiError("Sql/\(file).sql: \(error.description)")
    }
  }

  /// Runs a stage. What the first run writes is written into an empty table, and indexed after, not row by row.
  private func perform(
    _ stage: AuditStage, _ parameters: [String: (any Parameter)?], _ connection: inout Connection
  ) throws {
    let isFirst = try stage.remembering.map {
      try connection.value(SQLScript(named: $0.emptiness).query(), as: Bool.self)
    }
    let file = isFirst == true ? stage.files[stage.files.count - 1] : stage.files[0]
    try Self.named(file) {
      guard isFirst == true, let table = stage.remembering?.table else {
        try connection.run(SQLScript(named: file), parameters)
        return
      }
      var indexes = try Indexes(of: [table], in: &connection)
      try indexes.drop(in: &connection)
      try connection.run(SQLScript(named: file), parameters)
      guard try indexes.build(in: &connection) else {
        throw YuraiError("a record was judged twice, or a finding found twice")
      }
    }
  }

  private func apply(
    _ rule: Rule, _ parameters: [String: (any Parameter)?], _ connection: inout Connection
  ) throws {
    guard var statement = rule.script.statements.first else { return }
    let into = try SQLScript(named: "queries/rule_into_finding").query()
    statement.text = into.text.replacingOccurrences(of: "RULE_ID", with: "'\(rule.id)'")
      .replacingOccurrences(of: "SELECT_OF_THE_RULE", with: statement.text)
    try connection.execute(statement.query(parameters))
  }

  /// A run as it was recorded; nil stands for the last one.
  static func outcome(of run: Int?, _ connection: inout Connection) throws -> Outcome {
    let rows = try connection.rows(SQLScript(named: "queries/audit_json").query(["run": run]))
    guard !rows.isEmpty else {
      throw YuraiError("there has been no audit yet: run `yurai audit --full`")
    }
    return Outcome(
      run: try rows.value(0, 2), unexplained: try rows.value(0, 1), untrue: try rows.value(0, 3),
      json: try rows.value(0, 0))
  }

  /// Today in Japan: the day by which terms are judged.
  static func today(plus days: Int = 0) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: "Asia/Tokyo") ?? calendar.timeZone
    let day = calendar.dateComponents(
      [.year, .month, .day], from: Date(timeIntervalSinceNow: Double(days) * 86_400))
    return [day.year, day.month, day.day].map { part in
      let digits = String(part ?? 0)
      return digits.count < 2 ? "0" + digits : digits
    }.joined(separator: "-")
  }
}
