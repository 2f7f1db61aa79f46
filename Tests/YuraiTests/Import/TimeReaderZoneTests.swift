import Testing

@testable import Yurai

/// Leap days, the ends of the calendar, and zones that change their clocks.
@Suite struct TimeReaderZoneTests {
  @Test(
    "leap days",
    arguments: [
      ("2004-02-29", true), ("2000-02-29", true), ("2100-02-29", false), ("1900-02-29", false),
      ("2001-02-29", false),
    ])
  func leapDays(_ text: String, exists: Bool) throws {
    #expect((try day(text) != nil) == exists)
    #expect((try microseconds(text) != nil) == exists)
  }

  @Test("every day of 130 years follows the one before")
  func consecutive() throws {
    var expected = try #require(TimeReader.days(1959, 12, 31))
    for year in 1960...2089 {
      for month in 1...12 {
        for day in 1...31 {
          guard let days = TimeReader.days(year, month, day) else { continue }
          #expect(days == expected + 1)
          expected = days
        }
      }
    }
    #expect(expected == 43_829)
  }

  @Test("the first and the last year") func ends() throws {
    #expect(try day("0001-01-01") == -719_162)
    #expect(try day("9999-12-31") == 2_932_896)
    #expect(TimeReader.days(10_000, 1, 1) == nil)
    #expect(TimeReader.days(0, 1, 1) == nil)
  }

  @Test("New York by summer and by winter time") func daylightSaving() throws {
    let zone = "America/New_York"
    #expect(try microseconds("2006-07-01 12:00", zone: zone) == utc(2006, 7, 1, 16))
    #expect(try microseconds("2006-12-01 12:00", zone: zone) == utc(2006, 12, 1, 17))
    #expect(try microseconds("2006-04-02 01:59:59", zone: zone) == utc(2006, 4, 2, 6, 59, 59))
    #expect(try microseconds("2006-04-02 03:00", zone: zone) == utc(2006, 4, 2, 7))
    #expect(try microseconds("2006-10-29 00:59:59", zone: zone) == utc(2006, 10, 29, 4, 59, 59))
    #expect(try microseconds("2006-10-29 02:00", zone: zone) == utc(2006, 10, 29, 7))
  }

  @Test("a written offset wins over the zone of the file") func offsetWins() throws {
    #expect(
      try microseconds("2006-05-03 00:05+09:00", zone: "America/New_York") == utc(2006, 5, 2, 15, 5)
    )
    #expect(try microseconds("2006-05-03 00:05Z", zone: "Asia/Tokyo") == utc(2006, 5, 3, 0, 5))
  }

  @Test("a zone west of Greenwich that never changes") func fixedWest() throws {
    #expect(
      try microseconds("2006-05-03 00:05", zone: "Pacific/Honolulu") == utc(2006, 5, 3, 10, 5))
  }
}
