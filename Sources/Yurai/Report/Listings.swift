internal import Foundation
internal import Postgres
public import Rendering

/// What the listing verbs print: verdicts, findings, rows set aside, the census.
public enum Listings {
  /// An empty list would say that there is nothing, and not that nobody has looked.
  private static func requireAudit(in session: inout Session) throws {
    guard
      try session.connection.value(SQLScript(named: "queries/audit_exists").query(), as: Bool.self)
    else { throw YuraiError("there has been no audit yet: run `yurai audit --full`") }
  }

  /// Calls `body` with every customer id and its verdict, in the order of the ids.
  /// - Throws: `YuraiError` when there has been no audit.
  public static func verdicts(
    unexplainedOnly: Bool, in session: inout Session, _ body: (String, String) throws -> Void
  ) throws {
    try requireAudit(in: &session)
    let query = try SQLScript(named: "queries/verdicts").query(["unexplained": unexplainedOnly])
    try session.connection.forEach(query) { row in
      try body(try row.value(0), try row.value(1))
    }
  }

  /// Open findings by rule and subject; of one rule, or first found after a run, when asked.
  /// - Throws: `YuraiError` for a rule or a run that there is not, or when there has been no audit.
  public static func findings(
    rule: String?, since run: Int?, in session: inout Session
  ) throws -> [FindingRow] {
    let rules = Dictionary(uniqueKeysWithValues: try Rule.all().map { ($0.id, $0) })
    if let rule, rules[rule] == nil {
      throw YuraiError(
        "there is no rule \(rule). There are \(rules.keys.sorted().joined(separator: ", "))",
        exit: .usage)
    }
    try requireAudit(in: &session)
    if let run, try !exists("queries/run_exists", "run", run, in: &session) {
      throw YuraiError("there was no audit run \(run)", exit: .usage)
    }
    let rows = try session.connection.rows(
      SQLScript(named: "queries/findings").query(["rule": rule, "since": run]))
    return try rows.map { row in
      let id: String = try row.value(0)
      return FindingRow(
        rule: FindingTitle(
          rule: id, titleJa: rules[id]?.titleJa ?? id, titleEn: rules[id]?.titleEn ?? id),
        severity: rules[id]?.severity ?? "error", subjectKind: try row.value(1),
        subjectID: try row.value(2), detail: try row.value(3))
    }
  }

  /// Whether a run or a batch is there, also for a number that no column could hold.
  private static func exists(
    _ script: String, _ name: String, _ number: Int, in session: inout Session
  ) throws -> Bool {
    guard let number = Int32(exactly: number) else { return false }
    return try session.connection.value(
      SQLScript(named: script).query([name: number]), as: Bool.self)
  }

  /// Rows set aside, by file and line.
  /// - Throws: `YuraiError` for a batch that there is not.
  public static func rejects(batch: Int?, in session: inout Session) throws -> [RejectRow] {
    if let batch, try !exists("queries/batch_exists", "batch", batch, in: &session) {
      throw YuraiError("there is no batch \(batch)", exit: .usage)
    }
    let rows = try session.connection.rows(
      SQLScript(named: "queries/rejects").query(["batch": batch]))
    return try rows.map { row in
      RejectRow(
        batch: try row.value(5), file: try row.value(0), line: try row.value(1),
        column: try row.value(2),
        reason: try row.value(3), detail: try row.value(4))
    }
  }

  /// The census of the last audit.
  /// - Throws: `YuraiError` when there has been none.
  public static func census(in session: inout Session) throws -> Census {
    let rows = try session.connection.rows(SQLScript(named: "queries/census").query())
    guard !rows.isEmpty else {
      throw YuraiError("there has been no audit yet: run `yurai audit --full`")
    }
    let json: String = try rows.value(0, 0)
    var census = try JSONDecoder().decode(Census.self, from: Data(json.utf8))
    let rules = Dictionary(uniqueKeysWithValues: try Rule.all().map { ($0.id, $0) })
    for index in census.findings.indices {
      guard let rule = rules[census.findings[index].rule.rule] else { continue }
      census.findings[index].rule = FindingTitle(
        rule: rule.id, titleJa: rule.titleJa, titleEn: rule.titleEn)
    }
    return census
  }

  /// What granting an exception came to.
  public enum ExceptionOutcome: Equatable, Sendable {
    /// It was recorded, for the verdict that the record has now.
    case recorded(verdict: String)
    /// The same one stands already: nothing was recorded.
    case stands
  }

  /// Grants an exception to one record, unless the same one, word for word, covers it already.
  /// - Throws: `YuraiError` when a word is missing or holds a card number, or the record needs no exception.
  @discardableResult
  public static func grantException(
    customer: String, approver: String, reason: String, evidence: String, in session: inout Session
  ) throws -> ExceptionOutcome {
    let isBlank = [approver, reason, evidence].contains { !$0.contains { !$0.isWhitespace } }
    guard !isBlank else {
      throw YuraiError("an exception names its approver, its reason and its evidence", exit: .usage)
    }
    guard
      ![approver, reason, evidence].contains(where: {
        CardNumber.isPresent(in: Array($0.utf8).span, isIdentifier: false)
      })
    else {
      throw YuraiError(
        "the exception holds a card number, which is stored nowhere. Take it out", exit: .usage)
    }
    let detail = try TraceJob().trail(of: customer, in: &session)
    guard !detail.trail.verdict.isExplained else {
      throw YuraiError(
        "this record is explained (\(detail.trail.verdict.rawValue)): it needs no exception")
    }
    let key = try TraceJob.key(of: customer, session.secret)
    let verdict = detail.trail.verdict.rawValue
    let words: [String: (any Parameter)?] = [
      "customer_key": key, "verdict": verdict, "approver": approver, "reason": reason,
      "evidence": evidence,
    ]
    return try session.connection.transaction { connection in
      let stands: Bool = try connection.value(
        SQLScript(named: "queries/exception_stands").query(words))
      guard !stands else { return .stands }
      try connection.execute(SQLScript(named: "queries/exception_grant").query(words))
      try LedgerAnswers.append(
        exception: [approver, reason, evidence], customer: key, in: &connection)
      return .recorded(verdict: verdict)
    }
  }
}
