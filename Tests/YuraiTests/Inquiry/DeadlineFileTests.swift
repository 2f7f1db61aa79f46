import Rendering
import Testing

@testable import Yurai

/// Rules are data that somebody keeps up to date: every slip has its own answer and its line.
@Suite struct DeadlineFileTests {
  static let sound = """
    version: 1
    about: An example
    rules:
      - id: answer
        law: gdpr
        what: answer
        asks: [source, erase]
        length: 10 days
        extends_by: 5 days
        valid_from: 2020-01-01
        valid_to: 2020-12-31
        authority: {ja: 甲, en: A}
        explanation: {ja: 乙。, en: B.}
      - id: notice
        law: gdpr
        what: extension_notice
        notice_for: answer
        asks: all
        length: 7 days
        valid_from: 2020-01-01
        valid_to: 2020-12-31
        authority: {ja: 丙, en: C}
        explanation: {ja: 丁。, en: D.}
    """

  @Test("everything that a rule may say") func full() throws {
    let rules = try DeadlineRules(yaml: Self.sound, file: "x.yaml")
    let calendar = try HolidayCalendar()
    let received = try date("2020-12-31")
    let found = rules.deadlines(law: .gdpr, asks: [.erase], received: received, calendar: calendar)
    #expect(found.map(\.ruleID) == ["answer", "notice"])
    let answer = try #require(found.first)
    #expect(answer.dueOn?.description == "2021-01-10", "the version of the day of receipt counts")
    #expect(answer.actBy?.description == "2021-01-08")
    #expect(answer.noticeBy?.description == "2021-01-07")
    #expect(answer.canBeExtendedUntil?.description == "2021-01-15")
    #expect(answer.authorityJa == "甲" && answer.authorityEn == "A")
    #expect(answer.explanationJa == "乙。" && answer.explanationEn == "B.")
    let others = rules.deadlines(
      law: .gdpr, asks: [.leaked], received: received, calendar: calendar)
    #expect(others.map(\.ruleID) == ["notice"])
    for text in ["2019-12-31", "2021-01-01"] {
      let outside = rules.deadlines(
        law: .gdpr, asks: [.erase], received: try date(text), calendar: calendar)
      #expect(outside.isEmpty)
    }
    #expect(
      rules.deadlines(law: .uk, asks: [.erase], received: received, calendar: calendar).isEmpty)
  }

  @Test(
    "what is wrong is said with its line",
    arguments: [
      ("version: 1", "version: 2", "x.yaml: version"),
      ("about: An example", "abuot: An example", "x.yaml:2: "),
      ("id: answer\n", "idd: answer\n", "x.yaml:4: a rule has no key `idd`"),
      ("- id: answer\n    law", "- law", "x.yaml:4: `id`"),
      ("law: gdpr\n    what: answer", "law: eu\n    what: answer", "x.yaml:5: `law: eu`"),
      ("law: gdpr\n    what: answer", "what: answer", "x.yaml:4: a rule needs `law`"),
      ("what: answer", "what: reply", "x.yaml:6: `what: reply`"),
      ("[source, erase]", "[source, erasure]", "x.yaml:7: `asks`"),
      ("[source, erase]", "[]", "x.yaml:7: `asks`"),
      ("[source, erase]", "source", "x.yaml:7: `asks`"),
      ("length: 10 days", "length: 10 weeks", "x.yaml:8: `length: 10 weeks`"),
      ("length: 10 days", "length: 0 days", "x.yaml:8: `length: 0 days`"),
      ("length: 10 days", "length: ten days", "x.yaml:8: `length: ten days`"),
      ("length: 10 days", "length: 10", "x.yaml:8: `length: 10`"),
      ("length: 10 days", "length:", "x.yaml:8: `length` is missing"),
      ("length: 10 days", "length: none", "x.yaml:4: `extends_by`"),
      ("extends_by: 5 days", "extends_by: 2 months", "x.yaml:4: `extends_by`"),
      ("    extends_by: 5 days\n", "", "x.yaml:13: `notice_for: answer`"),
      ("length: 7 days", "length: none", "x.yaml:14: an extension_notice"),
      ("length: 7 days", "length: 7 days\n    extends_by: 1 day", "x.yaml:14: `extends_by`"),
      ("    notice_for: answer\n", "", "x.yaml:14: an extension_notice"),
      ("notice_for: answer", "notice_for: reply", "x.yaml:4: `extends_by` needs"),
      ("what: answer", "what: answer\n    notice_for: notice", "x.yaml:4: an extension_notice"),
      ("id: notice", "id: answer", "x.yaml:14: `answer` is in force already"),
      (
        "valid_to: 2020-12-31\n    authority: {ja: 丙", "authority: {ja: 丙",
        "x.yaml:4: `extends_by` needs"
      ),
      ("valid_from: 2020-01-01", "valid_from: 2020-02-30", "x.yaml:10: `2020-02-30`"),
      ("valid_from: 2020-01-01", "valid_from: 2021-01-01", "x.yaml:4: `valid_from`"),
      ("{ja: 甲, en: A}", "A", "x.yaml:12: `authority`"),
      ("{ja: 甲, en: A}", "{ja: 甲}", "x.yaml:12: `en` is missing"),
      ("{ja: 甲, en: A}", "{ja: 甲, en: A, fr: B}", "x.yaml:12: `authority` has no key `fr`"),
      ("    explanation: {ja: 丁。, en: D.}", "", "x.yaml:14: `explanation`"),
      ("rules:", "rules: {", "x.yaml is not YAML: line "),
    ])
  func wrong(_ from: String, _ to: String, _ hint: String) {
    let yaml = Self.sound.replacing(from, with: to, maxReplacements: 1)
    let text = message { _ = try DeadlineRules(yaml: yaml, file: "x.yaml") }
    #expect(yaml != Self.sound)
    #expect(text.contains(hint), "\(text)")
  }

  @Test("no rules at all", arguments: ["", "rules", "version: 1", "version: 1\nrules: []"])
  func none(_ yaml: String) {
    #expect(throws: YuraiError.self) { try DeadlineRules(yaml: yaml, file: "x.yaml") }
  }
}
