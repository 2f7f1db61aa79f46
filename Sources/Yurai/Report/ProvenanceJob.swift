internal import Foundation
public import Postgres
public import Rendering

/// Reads the provenance report of the last audit run. It reads identifiers, counts and times, and no
/// personal data.
public struct ProvenanceJob: Sendable {
  /// Groups of unexplained records that the report itself lists; `unexplained.csv` has all.
  public static let mostArrivals = 200

  /// A job without state.
  public init() {}

  /// The report, with the ledger as far as `parts` has it.
  ///
  /// The database must still be as the run found it: the report of a run is the same whenever it is
  /// made, or is not made.
  /// - Throws: `YuraiError` when there was no audit, the rules of this version are not those that
  ///   judged, or something was imported, excepted or erased since that it counted.
  public func report(
    of settings: OperatorSettings, parts: (any LedgerParts)? = nil, in connection: inout Connection
  ) throws -> ProvenanceReport {
    let rows = try connection.rows(SQLScript(named: "report/run").query())
    guard !rows.isEmpty else {
      throw YuraiError("there has been no audit yet: run `yurai audit --full`")
    }
    let run: Int = try rows.value(0, "run_id")
    let rules: String = try rows.value(0, "rules")
    guard rules == Hex.text(RuleFiles.sha256) else {
      throw YuraiError(
        "audit run \(run) was judged by other rules than those of this version: audit again with it, then report"
      )
    }
    if let batch: Int = try rows.value(0, "imported_since") {
      throw YuraiError(
        "batch \(batch) was imported after audit run \(run): audit again, then report")
    }
    var report = ProvenanceReport(
      origin: parts?.origin ?? "", operatorName: settings.company,
      run: .init(
        number: run, mode: try rows.value(0, "mode"),
        startedAt: try Self.moment(rows, "started_at"),
        finishedAt: try Self.moment(rows, "finished_at"),
        tool: try rows.value(0, "tool", as: String?.self) ?? Tool.version, rules: rules,
        timelyHours: try rows.value(0, "timely_hours")),
      customers: try rows.value(0, "customers"),
      verdicts: try Self.counts(rows.value(0, "verdicts")),
      unexplained: try rows.value(0, "unexplained"))
    if let size: Int = try rows.value(0, "records_size"),
      let root: String = try rows.value(0, "records_root")
    {
      report.records = .init(size: size, root: root)
    }
    if let since: Int = try rows.value(0, "since") {
      report.changes = .init(
        since: since, verdicts: try Self.counts(rows.value(0, "verdicts_before")),
        customersNew: try rows.value(0, "customers_new"),
        customersGone: try rows.value(0, "customers_gone"),
        verdictsChanged: try rows.value(0, "verdicts_changed"),
        becameUnexplained: try rows.value(0, "became_unexplained"),
        becameExplained: try rows.value(0, "became_explained"))
    }
    let excepted: Int = try rows.value(0, "exceptions")
    let found = try JSONDecoder().decode(
      [String: Int].self, from: Data(rows.value(0, "findings", as: String.self).utf8))
    try read(into: &report, &connection)
    if let parts { try read(parts, into: &report, &connection) }
    try Self.check(report, excepted: excepted, found: found)
    return report
  }

  /// Verdicts of the records' tree, of the records and of the run add up to the same, and so do the findings: an
  /// erasure takes away those that were about her.
  private static func check(
    _ report: ProvenanceReport, excepted: Int, found: [String: Int]
  ) throws {
    let run = report.run.number
    var sums = VerdictCounts()
    for cell in report.cells { sums[cell.verdict] += cell.records }
    guard sums == report.verdicts else {
      throw YuraiError(
        "the census of audit run \(run) by mall and merchant does not add up to its verdicts: audit again"
      )
    }
    let arrivals =
      report.arrivals.otherRecords + report.arrivals.largest.reduce(0) { $0 + $1.records }
    guard arrivals == report.unexplained, report.exceptions.count == excepted else {
      throw YuraiError(
        "records or exceptions changed since audit run \(run): audit again, then report")
    }
    let open = report.findings.filter { $0.open > 0 }.map { ($0.rule.rule, $0.open) }
    guard Dictionary(uniqueKeysWithValues: open) == found.filter({ $0.value > 0 }) else {
      throw YuraiError(
        "findings changed since audit run \(run), as after an erasure: audit again, then report")
    }
  }

  private func read(into report: inout ProvenanceReport, _ connection: inout Connection) throws {
    let run: [String: (any Parameter)?] = ["run": report.run.number]
    func rows(_ name: String, _ connection: inout Connection) throws -> Rows {
      try connection.rows(SQLScript(named: name).query(run))
    }
    report.cells = try rows("report/census", &connection).map { row in
      .init(
        mall: try row.value(0), merchant: try row.value(1), year: try row.int(2),
        verdict: try Self.word(row.value(3)), records: try row.value(4),
        role: try row[5].map { try Self.word($0) })
    }
    report.malls = try rows("report/malls", &connection).map { row in
      .init(id: try row.value(0), name: try row.value(1))
    }
    report.merchants = try rows("report/merchants", &connection).map { row in
      .init(id: try row.value(0), name: try row.value(1), closedOn: try row[2].flatMap { Day($0) })
    }
    try forEachArrival(of: report.run.number, in: &connection) { group in
      if report.arrivals.largest.count < Self.mostArrivals {
        report.arrivals.largest.append(group)
      } else {
        report.arrivals.otherGroups += 1
        report.arrivals.otherRecords += group.records
      }
    }
    report.exceptions = try rows("report/exceptions", &connection).map { row in
      .init(
        record: try row.value(0), verdict: try Self.word(row.value(1)),
        grantedAt: try Self.moment(row[2]))
    }
    try readFindings(into: &report, rows("report/rules", &connection))
    report.batches = try connection.rows(SQLScript(named: "report/batches").query()).map { row in
      .init(
        id: try row.value("batch"), file: try row.value("file"), sha256: try row.value("sha256"),
        origin: try row.value("origin"), suppliedBy: try row["supplied_by"],
        profile: try row.value("profile"), lines: try row.value("lines"),
        taken: try row.value("accepted", as: Int.self) + row.value("replaced", as: Int.self),
        setAside: try row.value("set_aside"), cardNumbers: try row.value("card_numbers"),
        importedAt: try Self.moment(row["imported_at"]))
    }
    try readProvisions(into: &report, rows("report/provisions", &connection))
  }

  /// Groups of unexplained records, the largest first.
  func forEachArrival(
    of run: Int, in connection: inout Connection,
    _ body: (ProvenanceReport.Arrivals.Group) throws -> Void
  ) throws {
    let query = try SQLScript(named: "report/unexplained").query(["run": run])
    try connection.forEach(query) { row in
      try body(
        .init(
          batch: try row.value(0), day: try row[1].flatMap { Day($0) }, records: try row.value(2)))
    }
  }

  private func readFindings(into report: inout ProvenanceReport, _ rows: borrowing Rows) throws {
    var counts: [String: (open: Int, new: Int, gone: Int)] = [:]
    for index in 0..<rows.count {
      counts[try rows.value(index, 0)] = (
        try rows.value(index, 1), try rows.value(index, 2), try rows.value(index, 3)
      )
    }
    report.findings = try Rule.all().map { rule in
      let count = counts[rule.id] ?? (0, 0, 0)
      return .init(
        rule: FindingTitle(rule: rule.id, titleJa: rule.titleJa, titleEn: rule.titleEn),
        severity: rule.severity, whyJa: rule.whyJa, whyEn: rule.why, open: count.open,
        new: count.new, gone: count.gone)
    }
  }

  private func readProvisions(into report: inout ProvenanceReport, _ rows: borrowing Rows) throws {
    let retention = try RetentionRules()
    report.retention = retention.rules.map(\.term)
    report.provisions = try rows.map { row in
      let basis: ProvisionRecord.Basis = try Self.word(row.value("basis"))
      let received = try row["received_on"].flatMap { Day($0) }
      let from = try received ?? row["recorded_on"].flatMap { Day($0) }
      let rule = from.flatMap { retention.rule(for: basis, on: $0) }
      return .init(
        place: try row.value("place"), basis: basis, receivedOn: received,
        missing: try row.value("missing"), records: try row.value("records"),
        keepUntil: rule.flatMap { rule in from?.adding(months: rule.term.months) },
        rule: rule?.term.id)
    }
  }

  private func read(
    _ parts: any LedgerParts, into report: inout ProvenanceReport, _ connection: inout Connection
  ) throws {
    report.ledger = parts.head
    report.isTimestamped = parts.timestamp != nil
    report.sample = parts.sample?.result
    let recoveries = try SQLScript(named: "report/recoveries").query(["size": parts.head.size])
    report.recoveries = try connection.rows(recoveries).map { row in
      .init(
        kept: try row.value(0), lost: try row.value(2), at: try Self.moment(row[1]),
        reason: try row.value(3), toldBy: try row.value(4))
    }
    let adoptions = try SQLScript(named: "report/adoptions").query(["size": parts.head.size])
    report.adoptions = try connection.rows(adoptions).map { row in
      .init(leaf: try row.value(0), at: try Self.moment(row[1]))
    }
    let query = try SQLScript(named: "report/checkpoints").query(["size": parts.head.size])
    report.checkpoints = try connection.rows(query).map { row in
      .init(
        head: .init(size: try row.value(0), root: try row.value(1)),
        signedAt: try Self.moment(row[2]), witnesses: try row.value(3))
    }
  }

  private static func counts(_ numbers: [Int]) -> VerdictCounts {
    VerdictCounts(Dictionary(uniqueKeysWithValues: zip(Verdict.allCases, numbers)))
  }

  private static func word<Word: RawRepresentable<String>>(_ text: String) throws -> Word {
    guard let word = Word(rawValue: text) else {
      throw YuraiError("the database holds a word that this version does not know: \(text)")
    }
    return word
  }

  private static func moment(_ rows: borrowing Rows, _ column: String) throws -> Moment {
    try moment(rows.value(0, column, as: String.self))
  }

  private static func moment(_ text: String?) throws -> Moment {
    guard let moment = Moment(text ?? "") else {
      throw YuraiError("the database holds a time that cannot be read")
    }
    return moment
  }
}
