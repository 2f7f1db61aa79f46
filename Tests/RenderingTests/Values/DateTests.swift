import Testing

@testable import Rendering

@Suite("Day and Moment")
struct DateTests {
  @Test(arguments: [
    ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11016), ("2006-05-03", 13271),
    ("0001-01-01", -719_162), ("9999-12-31", 2_932_896),
  ])
  func countsDays(_ text: String, _ count: Int) throws {
    let day = try #require(Day(text))
    #expect(day.daysSince1970 == count)
    #expect(Day(daysSince1970: count) == day)
    #expect(day.description == text)
  }

  @Test func goesThroughFourCenturiesDayByDay() {
    var previous = Day(daysSince1970: -1)
    var wrong: [Int] = []
    for count in 0..<146_097 {
      let day = Day(daysSince1970: count)
      if day <= previous || day.daysSince1970 != count { wrong.append(count) }
      previous = day
    }
    #expect(wrong.isEmpty)
  }

  @Test(arguments: [
    "2006-02-29", "1900-02-29", "2006-13-01", "2006-00-10", "2006-5-3", "2006-05-3x", "+006-05-03",
    "", "2006-05-03 ", "0000-01-01", "２００６-05-03",
  ])
  func refusesWhatIsNoDay(_ text: String) {
    #expect(Day(text) == nil)
  }

  @Test func writesDaysAsLettersDo() throws {
    let day = try #require(Day("2006-05-03"))
    #expect(day.text(.ja) == "2006年5月3日")
    #expect(day.text(.en) == "3 May 2006")
    #expect(day.adding(days: 31).description == "2006-06-03")
  }

  @Test(arguments: [
    ("2025-01-31", 1, "2025-02-28"), ("2024-01-31", 1, "2024-02-29"),
    ("2025-08-31", 1, "2025-09-30"), ("2025-11-30", 3, "2026-02-28"),
    ("2025-12-15", 1, "2026-01-15"), ("2024-02-29", 12, "2025-02-28"),
    ("2025-03-31", -1, "2025-02-28"), ("2025-01-15", -1, "2024-12-15"),
    ("2025-01-15", 0, "2025-01-15"), ("9999-12-15", 1, "9999-12-31"),
    ("0001-01-15", -1, "0001-01-01"), ("0001-01-15", -13, "0001-01-01"),
    ("2025-01-15", .max, "9999-12-31"), ("2025-01-15", .min, "0001-01-01"),
  ])
  func addsMonthsByTheCalendar(_ from: String, _ count: Int, _ to: String) throws {
    #expect(try #require(Day(from)).adding(months: count).description == to)
  }

  @Test(arguments: [
    ("2006-05-03T00:05:00+09:00", "2006-05-03T00:05:00+09:00"),
    ("2006-05-02T15:05:00Z", "2006-05-03T00:05:00+09:00"),
    ("2006-05-02 15:05:00+00", "2006-05-03T00:05:00+09:00"),
    ("2006-05-02T10:05:00-05:00", "2006-05-03T00:05:00+09:00"),
    ("1969-12-31T23:59:59.5+09:00", "1969-12-31T23:59:59.500000+09:00"),
  ])
  func showsMomentsInMallTime(_ text: String, _ shown: String) throws {
    #expect(try #require(Moment(text)).description == shown)
  }

  @Test(arguments: [
    "2006-05-03T00:05:00", "2006-05-03", "2006-05-03T24:00:00+09:00", "2006-05-03T00:60:00Z",
    "2006-05-03T0:05:00+09:00", "2006-05-03T00:05:00+9", "2006-05-03T00:05:00.1234567Z",
    "2006-05-03x00:05:00+09:00", "",
  ])
  func refusesWhatIsNoMoment(_ text: String) {
    #expect(Moment(text) == nil)
  }

  @Test func takesTheDayFromMallTime() throws {
    // Half past midnight in Tokyo is still the day before in UTC.
    let moment = try #require(Moment("2006-05-02T15:30:00Z"))
    #expect(moment.day.description == "2006-05-03")
    #expect(moment.minute == "2006-05-03 00:30")
    #expect(moment.text(.ja) == "2006年5月3日0時30分")
    #expect(moment.text(.en) == "3 May 2006 at 00:30")
  }
}
