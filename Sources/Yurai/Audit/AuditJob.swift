internal import Foundation
internal import Postgres

/// `yurai audit`: judges every customer record anew from the facts, in one snapshot.
public struct AuditJob: Sendable {
  /// Hours by which a record may precede its earliest placed event.
  public var timelyHours = 24
  /// Compares every record with its commitment, and not only those whose row was written again.
  public var verifiesRows = false
  /// Looks what an audit would find, and keeps nothing: no run, no finding, nothing in the ledger. The records' tree, which
  /// would be the run's, is not built.
  public var isCheck = false
  /// Called with the name of each stage before it runs.
  public var progress: @Sendable (String) -> Void = { _ in }

  /// A full audit with the usual settings.
  public init() {}

  /// What an audit ends with.
  public struct Outcome: Sendable {
    /// Number of the run; nil for a check.
    public let run: Int?
    /// Records neither explained nor covered by an exception.
    public let unexplained: Int
    /// Findings that say that the data are not what the ledger has: rows that were changed, erased people who are back.
    public let untrue: Int
    /// Exceptions that do not cover their unexplained record any more, since it or its verdict changed.
    public let lapsed: Int
    /// Records that were erased since the run before; 0 where there was none.
    public let erased: Int
    /// Whether nothing is unexplained and the data are those of the ledger.
    public var isClear: Bool { unexplained == 0 && untrue == 0 }
    /// The run as documented JSON.
    public let json: String
  }

  /// What a check found, on its way out of the transaction that it takes back.
  private struct Checked: Error {
    let outcome: Outcome
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
      let kept = try LedgerKeys(folder: folder).lastCheckpoint()
      var count = try RowCount(on: parameters)
      let outcome = try session.connection.transaction(.repeatableRead) { connection in
        try connection.run(SQLScript(named: "queries/audit_tables"))
        try count.lock()
        progress("00_ledger")
        let problems = try LedgerCheck.problems(folder, kept: kept, in: &connection)
        guard problems.isEmpty else {
          throw YuraiError(
            "the ledger did not verify; nothing was audited. " + problems.joined(separator: "; "),
            exit: .unexplained)
        }
        let outcome = try judge(rules, parameters, &count, &connection)
        guard !isCheck else { throw Checked(outcome: outcome) }
        return outcome
      }
      // Signed when there is a key. Where the tool dies before this, the next run signs.
      if try !LedgerKeys(folder: folder).read().isEmpty {
        _ = try LedgerSigner.checkpoint(in: &session)
      }
      return outcome
    } catch let checked as Checked {
      return checked.outcome
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
    _ rules: [Rule], _ beside: ConnectionParameters, _ count: inout RowCount,
    _ connection: inout Connection
  ) throws -> Outcome {
    let run: Int = try connection.value(
      SQLScript(named: "queries/audit_number").query(["is_check": isCheck]))
    let snapshot: String = try connection.value(SQLScript(named: "queries/export_snapshot").query())
    var parameters: [String: (any Parameter)?] = [
      "run": run, "timely_hours": timelyHours, "today": Self.today(), "about_rows": false,
    ]
    var tree: RecordTree.Result?
    var verdicts: Indexes?
    for stage in AuditStage.allCases {
      try Interruption.check("the last audit stands")
      switch stage {
      case .rememberVerdicts:
        // Once the records are read, there is work for one process only, and time to count.
        if isCheck {
          try count.begin(in: snapshot)
        } else {
          progress("56_tree")
          let records = try RecordTree.read(run: run, in: &connection)
          try count.begin(in: snapshot)
          tree = try records.store(in: &connection)
        }
        progress(stage.rawValue)
        verdicts = try fill(stage, parameters, &connection)
      case .finding:
        progress(stage.rawValue)
        try perform(stage, parameters, &connection)
        for rule in rules where !rule.isAboutRows { try apply(rule, parameters, &connection) }
      case .rows:
        progress(stage.rawValue)
        // The rules have no use for it, and the count is rarely over yet.
        guard try verdicts?.build(in: &connection) != false else {
          throw YuraiError("a record was judged twice")
        }
        let counted = try Self.named("audit/75_count") { try count.result() }
        try compare(run, with: tree, counted, &connection)
        for rule in rules where rule.isAboutRows { try apply(rule, parameters, &connection) }
        parameters["about_rows"] = true
      default:
        progress(stage.rawValue)
        try perform(stage, parameters, &connection)
      }
    }
    var record = parameters
    record["rules_sha256"] = RuleFiles.sha256
    try connection.execute(SQLScript(named: "queries/audit_record").query(record))
    if let tree { try LedgerRun.append(run, tree, beside: beside, in: &connection) }
    try Interruption.check("the last audit stands")
    return try outcome(of: run, &connection)
  }

  /// Compares the rows with what their imports wrote, and looks closely where they differ. Where a record has no
  /// commitment, or a commitment no record, that is noted for the rules too, and where a commitment is another than in
  /// the last run.
  private func compare(
    _ run: Int, with tree: RecordTree.Result?, _ counted: String, _ connection: inout Connection
  ) throws {
    try Self.named("audit/80_rows") {
      try connection.run(SQLScript(named: "audit/80_rows"), ["counts": counted])
    }
    var verifies = verifiesRows
    if try connection.value(SQLScript(named: "ledger/foreign_exist").query(), as: Bool.self) {
      if try connection.value(SQLScript(named: "ledger/is_restored").query(), as: Bool.self) {
        try connection.run(SQLScript(named: "audit/85_restored"))
        verifies = true
      } else {
        try connection.run(SQLScript(named: "audit/85_foreign"))
      }
    }
    let records = try connection.rows(SQLScript(named: "ledger/record_count").query())
    let together =
      try tree?.records ?? connection.value(SQLScript(named: "ledger/sealed_count").query())
    if try records.value(0, 0) != together || records.value(0, 1) != together {
      try connection.run(SQLScript(named: "audit/85_sealed"))
    }
    if verifies { try connection.run(SQLScript(named: "audit/85_verify")) }
    let isStored = (tree?.stored ?? 0) > 0
    guard isStored || verifies else { return }
    let places = try tree?.places ?? Places(in: &connection)
    guard var comparison = try TreeComparison(run: run, places: places, in: &connection) else {
      return
    }
    if verifies { try comparison.verifyTiles(in: &connection) }
    if isStored { try comparison.compareTiles(in: &connection) }
    try Self.named("audit/85_tree") { try comparison.store(in: &connection) }
  }

  /// Says which file of `Sql/` the server would not run.
  @discardableResult
  private static func named<R>(_ file: String, _ body: () throws -> R) throws -> R {
    do { return try body() } catch let error as PostgresError where error.code == .server {
      throw YuraiError("Sql/\(file).sql: \(error.description)")
    }
  }

  /// Runs a stage whose indexes are wanted at once.
  private func perform(
    _ stage: AuditStage, _ parameters: [String: (any Parameter)?], _ connection: inout Connection
  ) throws {
    guard var indexes = try fill(stage, parameters, &connection) else { return }
    if try indexes.build(in: &connection) { return }
    // Something was found twice, which only the usual way joins into one.
    try Self.named(stage.files[0]) {
      if let table = stage.remembering?.table {
        try connection.execute("TRUNCATE \(identifier: table)")
      }
      try connection.run(SQLScript(named: stage.files[0]), parameters)
    }
    guard try indexes.build(in: &connection) else { throw YuraiError("a finding was found twice") }
  }

  /// Runs a stage. What the first run writes is written into an empty table, and indexed after, not row by row: then the
  /// indexes, which are still to be built.
  private func fill(
    _ stage: AuditStage, _ parameters: [String: (any Parameter)?], _ connection: inout Connection
  ) throws -> Indexes? {
    let isFirst = try stage.remembering.map {
      try connection.value(SQLScript(named: $0.emptiness).query(), as: Bool.self)
    }
    let file = isFirst == true ? stage.files[stage.files.count - 1] : stage.files[0]
    return try Self.named(file) {
      guard isFirst == true, let table = stage.remembering?.table else {
        try connection.run(SQLScript(named: file), parameters)
        return nil
      }
      let indexes = try Indexes(of: [table], in: &connection)
      try indexes.drop(in: &connection)
      try connection.run(SQLScript(named: file), parameters)
      return indexes
    }
  }

  private func apply(
    _ rule: Rule, _ parameters: [String: (any Parameter)?], _ connection: inout Connection
  ) throws {
    try Interruption.check("the last audit stands")
    guard var statement = rule.script.statements.first else { return }
    let into = try SQLScript(named: "queries/rule_into_finding").query()
    statement.text = into.text.replacingOccurrences(of: "RULE_ID", with: "'\(rule.id)'")
      .replacingOccurrences(of: "SELECT_OF_THE_RULE", with: statement.text)
    try Self.named("rules/\(rule.id)") { try connection.execute(statement.query(parameters)) }
  }

  /// What was found, as `audit_run` has it.
  private func outcome(of run: Int, _ connection: inout Connection) throws -> Outcome {
    let rows = try connection.rows(
      SQLScript(named: "queries/audit_json").query(["run": run, "is_check": isCheck]))
    return Outcome(
      run: isCheck ? nil : run, unexplained: try rows.value(0, 1), untrue: try rows.value(0, 2),
      lapsed: try rows.value(0, 3), erased: try rows.value(0, 4), json: try rows.value(0, 0))
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
