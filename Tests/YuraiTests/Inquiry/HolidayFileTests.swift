import Testing

@testable import Yurai

/// A calendar is data that somebody keeps up to date: every slip has its own answer and its line.
@Suite struct HolidayFileTests {
  static let sound = """
    version: 1
    about: An example
    years: {from: 2020, to: 2025}
    holidays:
      - {name: A, month: 1, day: 1}
      - {name: B, month: 7, monday: 3, from: 2021, to: 2022}
      - {name: C, published: [2021-03-20], predicted: [2022-03-21]}
    days_off:
      - {name: D, when: between, from: 1985-12-27}
    """

  @Test("what a calendar may say") func full() throws {
    let calendar = try HolidayCalendar(yaml: Self.sound, file: "x.yaml")
    let names = [
      "2020-01-01": "A", "2025-01-01": "A", "2021-07-19": "B", "2022-07-18": "B",
      "2021-03-20": "C", "2022-03-21": "C",
    ]
    for (text, name) in names { #expect(calendar.name(of: try date(text)) == name) }
    for text in ["2019-01-01", "2026-01-01", "2020-07-20", "2023-07-17", "2023-03-21"] {
      #expect(calendar.name(of: try date(text)) == nil)
    }
  }

  @Test("days off are optional") func noDaysOff() throws {
    let yaml = Self.sound.split(separator: "\n").dropLast(2).joined(separator: "\n")
    _ = try HolidayCalendar(yaml: yaml, file: "x.yaml")
  }

  @Test(
    "what is wrong is said with its line",
    arguments: [
      ("version: 1", "version: 2", "x.yaml: version"),
      ("about: An example", "abuot: An example", "x.yaml:2: "),
      ("{from: 2020, to: 2025}", "{from: 2020}", "`years`"),
      ("to: 2025", "to: 2019", "x.yaml:3: `to: 2019`"),
      ("day: 1}", "day: 32}", "x.yaml:5: `day: 32`"),
      ("month: 1, day: 1", "month: 2, day: 29", "x.yaml:5: 2/29 does not exist in 2021"),
      ("month: 1, day: 1", "month: 13, day: 1", "x.yaml:5: `month: 13`"),
      ("month: 1, day: 1", "month: 1, dya: 1", "x.yaml:5: a holiday has no key `dya`"),
      ("month: 1, day: 1", "month: 1", "x.yaml:5: "),
      ("month: 1, day: 1", "month: 1, day: 1, monday: 2", "x.yaml:5: "),
      ("month: 1, day: 1", "day: 1", "x.yaml:5: a holiday needs `month`"),
      ("name: A, ", "", "x.yaml:5: `name`"),
      ("monday: 3", "monday: 5", "x.yaml:6: `monday: 5`"),
      ("from: 2021, to: 2022", "from: 2022, to: 2021", "x.yaml:6: `from`"),
      ("from: 2021, to: 2022", "from: 2019, to: 2022", "x.yaml:6: `from: 2019`"),
      ("[2021-03-20]", "[2021-03-32]", "x.yaml:7: `2021-03-32`"),
      ("[2021-03-20]", "[2019-03-20]", "x.yaml:7: 2019-03-20"),
      ("[2021-03-20]", "2021-03-20", "x.yaml:7: `published`"),
      ("[2021-03-20]", "[2021-01-01]", "x.yaml:7: 2021-01-01 is C, and A already"),
      ("published: [2021-03-20]", "month: 3", "x.yaml:7: a holiday with dates has no key `month`"),
      ("when: between", "when: before", "x.yaml:9: `when: before`"),
      ("when: between, ", "", "x.yaml:9: `when`"),
      ("from: 1985-12-27", "from: 1985", "x.yaml:9: `1985`"),
      ("from: 1985-12-27", "from: 1985-12-27, to: 1985-12-26", "x.yaml:9: `from`"),
      ("holidays:", "holidays: [", "x.yaml is not YAML: line "),
    ])
  func wrong(_ from: String, _ to: String, _ hint: String) {
    let text = message {
      _ = try HolidayCalendar(yaml: Self.sound.replacing(from, with: to), file: "x.yaml")
    }
    #expect(text.contains(hint), "\(text)")
  }

  @Test("no calendar at all", arguments: ["", "[]", "version: 1\nyears: {from: 2020, to: 2020}"])
  func none(_ yaml: String) {
    #expect(throws: YuraiError.self) { try HolidayCalendar(yaml: yaml, file: "x.yaml") }
  }
}
