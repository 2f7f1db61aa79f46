import Rendering
import Testing

@testable import Yurai

/// The rules that are in the binary, with the days on which they are easily got wrong.
@Suite struct DeadlineRulesTests {
  let calendar: HolidayCalendar
  let rules: DeadlineRules

  init() throws {
    calendar = try HolidayCalendar()
    rules = try DeadlineRules()
  }

  private func deadlines(
    _ law: Law, _ received: String, _ asks: [Ask] = Ask.allCases
  ) throws -> [Deadline] {
    rules.deadlines(law: law, asks: asks, received: try date(received), calendar: calendar)
  }

  private func deadline(
    _ id: String, _ law: Law, _ received: String
  ) throws -> Deadline {
    try #require(try deadlines(law, received).first { $0.ruleID == id })
  }

  @Test(
    "two weeks, the day of arrival not counted",
    arguments: [
      ("2026-04-01", "2026-04-15", "2026-04-15"), ("2026-02-20", "2026-03-06", "2026-03-06"),
      ("2024-02-15", "2024-02-29", "2024-02-29"), ("2023-02-15", "2023-03-01", "2023-03-01"),
      ("2025-12-25", "2026-01-08", "2026-01-08"),
      // 1 January is a holiday, 31 December is not.
      ("2025-12-18", "2026-01-01", "2025-12-31"),
      // 19 to 23 September 2026: weekend, 敬老の日, 国民の休日, 秋分の日.
      ("2026-09-09", "2026-09-23", "2026-09-18"), ("2026-09-08", "2026-09-22", "2026-09-18"),
    ])
  func twoWeeks(_ received: String, _ dueOn: String, _ actBy: String) throws {
    let line = try deadline("appi-two-weeks", .appi, received)
    #expect(line.what == .answer)
    #expect(line.dueOn?.description == dueOn)
    #expect(line.actBy?.description == actBy)
    #expect(line.authorityJa == "個人情報の保護に関する法律 第39条第1項")
    #expect(line.authorityEn == "APPI Art. 39(1)")
    #expect(line.canBeExtendedUntil == nil && line.noticeBy == nil)
  }

  @Test(
    "each ask has its article of the APPI",
    arguments: [
      ([.disclosure], ["appi-disclosure 33(2), (3)", "appi-two-weeks 39(1)"]),
      ([.correction], ["appi-correction 34(2), (3)", "appi-two-weeks 39(1)"]),
      ([.stop], ["appi-stop 35(2), (4), (6), (7)", "appi-two-weeks 39(1)"]),
      ([.erase], ["appi-stop 35(2), (4), (6), (7)", "appi-two-weeks 39(1)"]),
      ([.recipients], ["appi-records 33(5)", "appi-two-weeks 39(1)"]),
      ([.source], ["appi-records 33(5)", "appi-complaint 40(1)", "appi-two-weeks 39(1)"]),
      ([.purchased], ["appi-records 33(5)", "appi-complaint 40(1)", "appi-two-weeks 39(1)"]),
      ([.proof], ["appi-records 33(5)", "appi-complaint 40(1)", "appi-two-weeks 39(1)"]),
      ([.leaked], ["appi-complaint 40(1)"]),
      (
        [.leaked, .erase],
        ["appi-stop 35(2), (4), (6), (7)", "appi-complaint 40(1)", "appi-two-weeks 39(1)"]
      ),
    ] as [([Ask], [String])])
  func articles(_ asks: [Ask], _ expected: [String]) throws {
    let found = try deadlines(.appi, "2026-04-01", asks)
    let lines = found.map { $0.ruleID + $0.authorityEn.replacing("APPI Art.", with: "") }
    #expect(lines == expected)
  }

  @Test("without delay is no day") func withoutDelay() throws {
    let found = try deadlines(.appi, "2026-04-01").filter { $0.ruleID != "appi-two-weeks" }
    #expect(found.count == 5)
    for line in found {
      #expect(line.dueOn == nil && line.actBy == nil && line.noticeBy == nil)
      #expect(line.what == .answer)
    }
  }

  @Test(
    "the APPI by the day of receipt",
    arguments: [
      ("2005-03-31", []), ("2005-04-01", ["APPI (before 2017) Art. 25(1), (2)"]),
      ("2017-05-29", ["APPI (before 2017) Art. 25(1), (2)"]),
      ("2017-05-30", ["APPI (before 2022) Art. 28(2), (3)", "APPI (before 2022) Art. 34(1)"]),
      ("2022-03-31", ["APPI (before 2022) Art. 28(2), (3)", "APPI (before 2022) Art. 34(1)"]),
      ("2022-04-01", ["APPI Art. 33(2), (3)", "APPI Art. 39(1)"]),
    ])
  func versions(_ received: String, _ expected: [String]) throws {
    #expect(try deadlines(.appi, received, [.disclosure]).map(\.authorityEn) == expected)
  }

  @Test("every ask has a rule in every law that is in force", arguments: Law.allCases, Ask.allCases)
  func complete(_ law: Law, _ ask: Ask) throws {
    let found = try deadlines(law, "2026-07-01", [ask])
    #expect(!found.isEmpty)
    for line in found {
      #expect(!line.authorityJa.isEmpty && !line.authorityEn.isEmpty)
      #expect(line.explanationJa.hasSuffix("。") && line.explanationEn.hasSuffix("."))
    }
  }

  @Test("while nothing is known of the asks, every rule counts", arguments: Law.allCases)
  func unsorted(_ law: Law) throws {
    #expect(try deadlines(law, "2026-07-01", []) == deadlines(law, "2026-07-01"))
  }

  @Test(
    "one calendar month, and three with the extension",
    arguments: [
      ("2025-01-31", "2025-02-28", "2025-04-30"), ("2024-01-31", "2024-02-29", "2024-04-30"),
      ("2025-01-30", "2025-02-28", "2025-04-30"), ("2024-01-29", "2024-02-29", "2024-04-29"),
      ("2024-02-29", "2024-03-29", "2024-05-29"), ("2025-02-28", "2025-03-28", "2025-05-28"),
      ("2025-08-31", "2025-09-30", "2025-11-30"), ("2025-09-30", "2025-10-30", "2025-12-30"),
      ("2025-11-30", "2025-12-30", "2026-02-28"), ("2025-12-31", "2026-01-31", "2026-03-31"),
      ("2025-12-01", "2026-01-01", "2026-03-01"), ("2025-09-03", "2025-10-03", "2025-12-03"),
    ])
  func months(_ received: String, _ month: String, _ three: String) throws {
    for (law, id) in [(Law.gdpr, "gdpr"), (.uk, "uk")] {
      let answer = try deadline("\(id)-answer", law, received)
      #expect(answer.what == .answer)
      #expect(answer.dueOn?.description == month)
      #expect(answer.canBeExtendedUntil?.description == three)
      #expect(answer.noticeBy?.description == month)
      let notice = try deadline("\(id)-extension-notice", law, received)
      #expect(notice.what == .extensionNotice)
      #expect(notice.dueOn == answer.noticeBy && notice.canBeExtendedUntil == nil)

      let extended = try #require(
        rules.extended("\(id)-answer", received: try date(received), calendar: calendar))
      #expect(extended.dueOn == answer.canBeExtendedUntil)
      #expect(extended.canBeExtendedUntil == nil && extended.noticeBy == answer.noticeBy)
      #expect(extended.authorityEn == answer.authorityEn)
    }
  }

  @Test(
    "a due date on a day off stays, and the desk acts before it",
    arguments: [
      // Sunday; Saturday after a holiday on Friday; 元日; Golden Week.
      ("2026-01-15", "2026-02-15", "2026-02-13"), ("2023-10-04", "2023-11-04", "2023-11-02"),
      ("2025-12-01", "2026-01-01", "2025-12-31"), ("2026-04-06", "2026-05-06", "2026-05-01"),
    ])
  func neverLater(_ received: String, _ dueOn: String, _ actBy: String) throws {
    let answer = try deadline("gdpr-answer", .gdpr, received)
    #expect(answer.dueOn?.description == dueOn)
    #expect(answer.actBy?.description == actBy)
  }

  @Test("the desk's day of an extension is a working day too") func extendedWorkingDay() throws {
    let extended = try #require(
      rules.extended("gdpr-answer", received: try date("2025-11-30"), calendar: calendar))
    #expect(extended.dueOn?.description == "2026-02-28", "a Saturday")
    #expect(extended.actBy?.description == "2026-02-27")
  }

  @Test(
    "what cannot be extended",
    arguments: [
      ("appi-two-weeks", "2026-04-01"), ("appi-disclosure", "2026-04-01"),
      ("gdpr-extension-notice", "2026-04-01"), ("uk-complaint-acknowledgement", "2026-07-01"),
      ("gdpr-answer", "2018-05-24"), ("uk-answer", "2020-12-31"), ("no-such-rule", "2026-04-01"),
    ])
  func notExtended(_ id: String, _ received: String) throws {
    #expect(rules.extended(id, received: try date(received), calendar: calendar) == nil)
  }

  @Test("GDPR from its first day on") func gdpr() throws {
    #expect(try deadlines(.gdpr, "2018-05-24").isEmpty)
    #expect(
      try deadlines(.gdpr, "2018-05-25").map(\.ruleID) == ["gdpr-answer", "gdpr-extension-notice"])
  }

  @Test(
    "UK GDPR by the day of receipt",
    arguments: [
      ("2020-12-31", []), ("2021-01-01", ["UK GDPR Art. 12(3)", "UK GDPR Art. 12(3)"]),
      ("2026-02-04", ["UK GDPR Art. 12(3)", "UK GDPR Art. 12(3)"]),
      ("2026-02-05", ["UK GDPR Art. 12(3) with Art. 12A", "UK GDPR Art. 12A"]),
      ("2026-06-18", ["UK GDPR Art. 12(3) with Art. 12A", "UK GDPR Art. 12A"]),
      (
        "2026-06-19",
        [
          "UK GDPR Art. 12(3) with Art. 12A", "UK GDPR Art. 12A",
          "Data Protection Act 2018 s. 164A(3)",
        ]
      ),
    ])
  func ukVersions(_ received: String, _ expected: [String]) throws {
    #expect(try deadlines(.uk, received).map(\.authorityEn) == expected)
  }

  @Test("thirty days to acknowledge a complaint in the UK")
  func acknowledgement() throws {
    let first = try deadline("uk-complaint-acknowledgement", .uk, "2026-06-19")
    #expect(first.what == .acknowledge)
    #expect(first.dueOn?.description == "2026-07-19", "a Sunday")
    #expect(first.actBy?.description == "2026-07-17")
    let leap = try deadline("uk-complaint-acknowledgement", .uk, "2028-01-31")
    #expect(leap.dueOn?.description == "2028-03-01")
    let year = try deadline("uk-complaint-acknowledgement", .uk, "2026-12-31")
    #expect(year.dueOn?.description == "2027-01-30")
  }
}
