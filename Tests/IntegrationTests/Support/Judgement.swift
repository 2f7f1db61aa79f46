import Foundation
import Rendering
import Testing
import Yurai

/// What an audit left: the verdict of every record and the open findings.
struct Judgement: Equatable {
  /// Verdict by customer id.
  let verdicts: [String: String]
  /// `rule subject`, and for a field its name: `field-not-collected C001 phone`.
  let findings: Set<String>
  /// What each finding says, by the same words.
  let details: [String: String]
  /// The run as it is printed.
  let run: Run

  /// The documented JSON of a run.
  struct Run: Decodable, Equatable {
    let version: Int
    let run: Int
    let mode: String
    let customers: Int
    let verdicts: [String: Int]
    let unexplained: Int
    let exceptions: Int
    let findings: [String: Int]
    let changed: [String: Int?]
  }

  init(of outcome: AuditJob.Outcome, in session: inout Session) throws {
    var verdicts: [String: String] = [:]
    try Listings.verdicts(unexplainedOnly: false, in: &session) { verdicts[$0] = $1 }
    var details: [String: String] = [:]
    for row in try Listings.findings(rule: nil, since: nil, in: &session) {
      let field = row.subjectKind == "field" ? " \(row.detail)" : ""
      details["\(row.rule.rule) \(row.subjectID)\(field)"] = row.detail
    }
    self.verdicts = verdicts
    self.details = details
    findings = Set(details.keys)
    run = try JSONDecoder().decode(Run.self, from: Data(outcome.json.utf8))
    #expect(outcome.run == run.run && outcome.unexplained == run.unexplained)
  }

  subscript(customer: String) -> String? { verdicts[customer] }

  /// Findings of one rule, without its name.
  func findings(of rule: String) -> Set<String> {
    Set(findings.filter { $0.hasPrefix(rule + " ") }.map { String($0.dropFirst(rule.count + 1)) })
  }
}
