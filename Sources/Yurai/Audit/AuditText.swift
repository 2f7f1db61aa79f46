internal import Foundation

/// A run for a terminal of 80 columns.
public enum AuditText {
  /// The run in words: the verdicts, what is unexplained, the findings, what changed.
  /// - Throws: `DecodingError` when the run's JSON is not as documented.
  public static func text(_ outcome: AuditJob.Outcome) throws -> String {
    let run = try JSONDecoder().decode(Run.self, from: Data(outcome.json.utf8))
    let title =
      run.run.map { "Audit run \($0) (\(run.mode))" } ?? "Audit, checked only (\(run.mode))"
    var lines = ["\(title): \(run.customers) customer records"]
    for verdict in [
      "traced", "received", "erased", "uncorroborated", "partial", "contradicted", "untraced",
      "purchased",
    ] {
      lines.append(row(verdict, run.verdicts[verdict] ?? 0))
    }
    lines.append(
      run.unexplained == 0
        ? "Every record is explained, or covered by an exception (\(run.exceptions))."
        : "\(run.unexplained) records are not explained"
          + (run.run == nil ? "." : ": yurai verdicts --unexplained"))
    if outcome.lapsed > 0 {
      lines.append(
        "\(outcome.lapsed) exception(s) cover nothing any more: the record or its verdict changed. Decide anew: yurai exception"
      )
    }
    if outcome.untrue > 0 {
      lines.append(
        "\(outcome.untrue) finding(s) that the data are not what the ledger has: see row-changed and erased-reappeared"
      )
    }
    if let undeclared = run.findings["undeclared-batch"], undeclared > 0 {
      lines.append(
        "\(undeclared) file(s) without a declared origin: nothing can be said of purchased lists. "
          + "Import them again with `origin`")
    }
    if !run.findings.isEmpty {
      lines.append(run.run == nil ? "Findings:" : "Findings (yurai findings):")
      for (rule, count) in run.findings.sorted(by: { $0.key < $1.key }) {
        lines.append(row(rule, count))
      }
    }
    if let since = run.changed["since_run"] ?? nil {
      var parts = [
        ("records new", "customers_new"), ("gone", "customers_gone"),
        ("verdicts changed", "verdicts"),
        ("findings new", "findings_new"), ("gone", "findings_gone"),
      ].map { "\($0.0) \((run.changed[$0.1] ?? 0) ?? 0)" }
      // An erased record keeps its place: it is neither gone nor judged anew.
      if outcome.erased > 0 { parts.insert("erased \(outcome.erased)", at: 2) }
      lines.append("Since run \(since): \(parts.joined(separator: ", ")).")
    }
    if run.run == nil { lines.append("Nothing was kept: the last audit stands.") }
    return lines.joined(separator: "\n") + "\n"
  }

  private struct Run: Decodable {
    let run: Int?
    let mode: String
    let customers: Int
    let verdicts: [String: Int]
    let unexplained: Int
    let exceptions: Int
    let findings: [String: Int]
    let changed: [String: Int?]
  }

  private static func row(_ name: String, _ count: Int) -> String {
    let digits = String(count)
    return "  " + name + String(repeating: " ", count: max(40 - name.count - digits.count, 1))
      + digits
  }
}
