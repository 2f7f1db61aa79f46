import Rendering
import Testing

@testable import Yurai

/// How long a record of a provision is kept is data with dates.
@Suite struct RetentionRulesTests {
  private func day(_ text: String) throws -> Day { try #require(Day(text)) }

  @Test("the version in force on the day of receipt counts, and none before the law")
  func versions() throws {
    let rules = try RetentionRules()
    for basis in [ProvisionRecord.Basis.consent, .optOut, .purchase] {
      #expect(rules.rule(for: basis, on: try day("2017-05-29")) == nil)
      let older = try #require(rules.rule(for: basis, on: day("2022-03-31")))
      let newer = try #require(rules.rule(for: basis, on: day("2022-04-01")))
      #expect(older.term.authorityEn.contains("26(4)") && newer.term.authorityEn.contains("30(4)"))
      #expect(older.term.months == 36 && newer.term.months == 36)
    }
    for basis in [ProvisionRecord.Basis.succession, .jointUse] {
      let rule = rules.rule(for: basis, on: try day("2023-01-01"))
      #expect(rule == nil, "not a third party: Art. 27(5)")
    }
  }

  @Test("letters speak of the law from the day on which the first rule begins")
  func letters() throws {
    let first = try RetentionRules().rules.map(\.validity.lowerBound).min()
    #expect(first == ProvisionRecord.dutiesSince)
  }

  @Test("a slip of the pen is an error with its place")
  func slips() {
    let good = """
      version: 1
      rules:
        - id: a
          basis: [consent]
          months: 36
          valid_from: 2017-05-30
          authority: {ja: あ, en: a}
          explanation: {ja: あ, en: a}
      """
    let twin = """
        - id: b
          basis: [consent]
          months: 12
          authority: {ja: あ, en: a}
          explanation: {ja: あ, en: a}
      """
    #expect(throws: Never.self) { try RetentionRules(yaml: good, file: "r.yaml") }
    for (old, new, part) in [
      ("months: 36", "month: 36", "r.yaml:5"), ("months: 36", "months: 0", "r.yaml:5"),
      ("[consent]", "[gift]", "no such basis"), ("version: 1", "version: 2", "version"),
      ("2017-05-30", "2017-02-30", "no day"), ("{ja: あ, en: a}", "{ja: あ}", "`en` is missing"),
      ("rules:", "rules:\n" + twin, "in force already"),
    ] {
      let error = #expect(throws: YuraiError.self, "\(new)") {
        try RetentionRules(yaml: good.replacing(old, with: new), file: "r.yaml")
      }
      #expect(error?.message.contains(part) == true, "\(new): \(error?.message ?? "")")
    }
  }
}
