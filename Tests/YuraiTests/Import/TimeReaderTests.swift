import Testing

@testable import Yurai

/// The forms of dates that exports really hold, each read in one declared order and no other.
@Suite struct TimeReaderTests {
  @Test(
    "forms of one moment",
    arguments: [
      "2006/5/3 0:05", "2006/05/03 00:05", "2006-05-03 00:05:00", "2006-05-03T00:05:00",
      "2006.5.3 0:05", "20060503 00:05", "2006/5/3  0:05:00", "  2006/5/3 0:05  ",
      "2006-05-03T00:05:00+09:00", "2006-05-03 00:05:00 +0900", "2006-05-03 00:05:00+09",
      "2006-05-02T15:05:00Z", "2006-05-02 15:05:00 Z", "2006-05-02 10:05:00 -0500",
      "2006-05-02T10:05:00-05:00", "2006/5/3 00:05:00.000000", "2006-05-02T20:35:00+05:30",
    ])
  func sameMoment(_ text: String) throws {
    #expect(try microseconds(text) == utc(2006, 5, 2, 15, 5))
  }

  @Test(
    "a time of the day without colons, as Next Engine splits it (trap 11), zeros lost or not",
    arguments: [
      ("2022/8/10 103309", 10, 33, 9), ("2022/8/10 93309", 9, 33, 9), ("2022/8/10 000001", 0, 0, 1),
      ("2022-08-10 235959", 23, 59, 59),
    ])
  func withoutColons(_ text: String, hour: Int, minute: Int, second: Int) throws {
    #expect(
      try microseconds(text) == utc(2022, 8, 10, hour, minute, second) - 9 * 3600 * 1_000_000)
  }

  @Test("a date alone is its midnight") func midnight() throws {
    #expect(try microseconds("2006/5/3") == utc(2006, 5, 2, 15))
    #expect(try microseconds("20060503") == utc(2006, 5, 2, 15))
  }

  @Test(
    "the order of day and month is the declared one",
    arguments: ["10/2/2017 10:56", "10.2.2017 10:56"])
  func declaredOrder(_ text: String) throws {
    #expect(try microseconds(text, .monthDayYear) == utc(2017, 10, 2, 1, 56))
    #expect(try microseconds(text, .dayMonthYear) == utc(2017, 2, 10, 1, 56))
    #expect(try microseconds(text, .yearMonthDay) == nil)
  }

  @Test("nothing is guessed when the declared order does not fit")
  func neverGuessed() throws {
    #expect(try microseconds("10/25/2017", .monthDayYear) != nil)
    #expect(try microseconds("10/25/2017", .dayMonthYear) == nil)
    #expect(try microseconds("25/10/2017", .monthDayYear) == nil)
    #expect(try microseconds("2017/10/25", .monthDayYear) == nil)
    #expect(try microseconds("2017/10/25", .dayMonthYear) == nil)
    #expect(try microseconds("20171025", .monthDayYear) == nil)
  }

  @Test("seconds since 1970") func epoch() throws {
    #expect(try microseconds("1146582300", .epoch) == utc(2006, 5, 2, 15, 5))
    #expect(try microseconds(" 0 ", .epoch) == 0)
    #expect(try microseconds("1146582300.5", .epoch) == nil)
    #expect(try microseconds("2006/5/3", .epoch) == nil)
    #expect(try microseconds("1146582300000", .epoch) == nil, "milliseconds are not seconds")
    #expect(try microseconds("1146582300", .yearMonthDay) == nil)
  }

  @Test("fractions of a second, cut after the microsecond") func fractions() throws {
    let base = try utc(2006, 5, 2, 15, 5)
    #expect(try microseconds("2006-05-03 00:05:00.5") == base + 500_000)
    #expect(try microseconds("2006-05-03 00:05:00.123456") == base + 123_456)
    #expect(try microseconds("2006-05-03 00:05:00.123456789") == base + 123_456)
    #expect(try microseconds("2006-05-03 00:05:00.000001+09:00") == base + 1)
  }

  @Test(
    "refused",
    arguments: [
      "", " ", "2022年8月10日", "2022/8/10 午後3:05", "２０２２/８/１０", "38839.003", "22/8/10", "R4.8.10",
      "20220810103309", "2022/8/10 24:30:00", "2022/8/10 24:00:00", "0000-00-00", "2022-02-30",
      "2022-13-01", "2022-00-10", "2022-01-00", "2022-01-32", "2022-04-31", "2022/8/10 10:60",
      "2022/8/10 10:00:60", "2022/8-10", "2022/8/10 10", "2022/8/10 10:", "2022/8/10 10:00:00 JST",
      "2022/8/10 10:00 PM", "2022/8/10x", "x2022/8/10", "2022-08-10T", "2022", "2022/8",
      "-2022/8/10",
      "2022/8/10 10:00:00+", "2022/8/10 -1:00", "NULL", "2022/8/10 10:00:00.",
      "10000-01-01", "2022/8/10 1033091",
      "2022/8/10 10:00:00                                                          ; DROP",
    ])
  func refused(_ text: String) throws {
    #expect(try microseconds(text) == nil)
  }

  @Test(
    "days",
    arguments: [("1970-01-01", 0), ("1970/1/2", 1), ("20000229", 11016), ("1969.12.31", -1)])
  func days(_ text: String, count: Int32) throws {
    #expect(try day(text) == count)
  }

  @Test(
    "a day with a time is no day",
    arguments: ["2006/5/3 0:05", "2006-05-03T00:00:00", "5/3/2006", ""])
  func noDay(_ text: String) throws {
    #expect(try day(text) == nil)
  }
}
