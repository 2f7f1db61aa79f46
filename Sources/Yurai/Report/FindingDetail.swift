internal import Foundation

/// Which details of findings leave the house: those that the rules themselves spell out. Anything else may
/// come out of a file, and what stands in a file may be a person's.
struct FindingDetail: Sendable {
  private var passed: [String: Bool] = [:]

  /// What is written where a detail is held back.
  static let withheld = "withheld"

  /// The detail, or `withheld`.
  mutating func shown(_ detail: String) -> String {
    let isSafe = passed[detail] ?? Self.isSafe(detail)
    // Details are few; a rule that makes many of its own would not be let through anyway.
    if passed.count < 10_000 { passed[detail] = isSafe }
    return isSafe ? detail : Self.withheld
  }

  static func isSafe(_ detail: String) -> Bool {
    if shapes.contains(where: { (try? $0.wholeMatch(in: detail)) != nil }) { return true }
    let parts = detail.components(separatedBy: ", ")
    return isConstant(detail) || parts.allSatisfy(isConstant)
  }

  /// Whether a rule, or a stage of the audit, or this report's own query has it as a string constant.
  private static func isConstant(_ text: String) -> Bool {
    guard !text.isEmpty, !text.contains("'") else { return false }
    let quoted = "'\(text)'"
    return sources.contains { $0.contains(quoted) }
  }

  private static let sources: [String] =
    RuleFiles.files.map(\.text) + [EmbeddedFiles.text["Sql/report/findings.sql"] ?? ""]

  private static var shapes: [Regex<Substring>] {
    [
      /name|email|phone|address/, /retention ended on \d{4}-\d{2}-\d{2}/,
      /missing: [a-z_]+(?: is in the future)?(?:, [a-z_]+(?: is in the future)?)*/,
      /(?:customer|customer_record|collection_event|collection_record|record_salt): \d+ rows where -?\d+ should be/,
      /carries the marks of the record erased from place \d+/, /is the order erased as place \d+/,
      /(?:mall_name|merchant_name|tenancy|affiliate|provision|outlet): \d+ rows were written by no import/,
    ]
  }
}
