import Testing

@testable import Rendering

@Suite("Findings and rejects")
struct TablesTests {
  static let rule = FindingTitle(
    rule: "field-not-collected", titleJa: "どの取得にもない値", titleEn: "value in no event")

  @Test(arguments: Language.allCases)
  func findingsMatchTheirSnapshot(_ language: Language) throws {
    let other = FindingTitle(
      rule: "outside-tenancy", titleJa: "出店期間の外の注文", titleEn: "order outside any tenancy")
    let long = String(repeating: "とても長い事実 ", count: 20)
    let rows = [
      FindingRow(
        rule: TablesTests.rule, severity: "error", subjectKind: "customer", subjectID: "C0000001",
        detail: "email"),
      FindingRow(
        rule: other, severity: "warning", subjectKind: "order", subjectID: "tony/cocomin/1001",
        detail: long),
      FindingRow(
        rule: TablesTests.rule, severity: "error", subjectKind: "customer", subjectID: "C\u{202E}9",
        detail: "address"),
    ]
    let text = FindingsText(language: language).render(rows)
    try Files.expect(text, matches: "findings.\(language.rawValue).txt")
    expectHarmless(text, language)
    #expect(FindingsText(language: language).render([]).hasSuffix(".\n") == (language == .en))
  }

  @Test(arguments: Language.allCases)
  func rejectsMatchTheirSnapshot(_ language: Language) throws {
    let rows = [
      RejectRow(
        batch: 3, file: "orders-2006.csv", line: 48211, column: "ordered_at", reason: "not a time",
        detail: "2006-**-**"),
      RejectRow(
        batch: 12, file: String(repeating: "long-name-", count: 12) + ".csv", line: 7, column: nil,
        reason: "19 fields, 22 expected: the row is cut\u{1B}[2J", detail: nil),
    ]
    let text = RejectsText(language: language).render(rows)
    try Files.expect(text, matches: "rejects.\(language.rawValue).txt")
    expectHarmless(text, language)
    #expect(RejectsText(language: language).render([]).count > 5)
  }
}
