import Foundation
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

  @Test(
    "as people and Japanese systems write (trap 11)",
    arguments: [
      "2022年8月10日 15時5分", "2022年08月10日(水) 15時05分00秒", "2022年8月10日 15:05", "令和4年8月10日 午後3時5分",
      "令和4年8月10日（水）15:05",
      "R4.8.10 15:05", "r04/8/10 15:05:00", "2022/8/10 午後3:05", "2022/8/10 午後 3:05:00",
      "2022/8/10 3:05 PM",
      "2022/08/10 03:05:00 p.m.", "２０２２／８／１０　１５：０５", "20220810150500", "Aug 10, 2022 3:05 PM",
      "August 10, 2022, 3:05:00\u{202F}PM",
      "2022-08-10 06:05 UTC", "2022-08-10 15:05 JST", "2022/08/10(水) 15:05",
    ])
  func written(_ text: String) throws {
    #expect(try microseconds(text) == utc(2022, 8, 10, 6, 5), "\(text)")
  }

  @Test(
    "eras, and the hours around noon and midnight",
    arguments: [
      ("令和元年5月1日", (2019, 5, 1, 0, 0)), ("平成31年4月30日", (2019, 4, 30, 0, 0)),
      ("H1.1.8", (1989, 1, 8, 0, 0)),
      ("昭和64年1月7日", (1989, 1, 7, 0, 0)), ("S49-12-30", (1974, 12, 30, 0, 0)),
      ("2022/8/10 午後12:05", (2022, 8, 10, 12, 5)),
      ("2022/8/10 午前12:05", (2022, 8, 10, 0, 5)), ("2022/8/10 午後0:05", (2022, 8, 10, 12, 5)),
      ("2022/8/10 12:05 AM", (2022, 8, 10, 0, 5)), ("2022年8月10日 9時", (2022, 8, 10, 9, 0)),
      ("May 3, 2006", (2006, 5, 3, 0, 0)), ("Sept. 3, 2006", (2006, 9, 3, 0, 0)),
      ("Mar 3 2006", (2006, 3, 3, 0, 0)),
    ])
  func eras(_ text: String, _ parts: (Int, Int, Int, Int, Int)) throws {
    let (year, month, day, hour, minute) = parts
    let expected = try utc(year, month, day, hour, minute) - 9 * 3_600_000_000
    #expect(try microseconds(text) == expected, "\(text)")
  }

  @Test("the declared order stays, and an era or a month's name needs none") func writtenOrder()
    throws
  {
    let expected = try utc(2017, 10, 2, 6, 5)
    #expect(try microseconds("10/2/2017 3:05 PM", .monthDayYear) == expected)
    #expect(try microseconds("2/10/2017 3:05 PM", .dayMonthYear) == expected)
    #expect(try microseconds("Oct 2, 2017 3:05 PM", .dayMonthYear) == expected)
    #expect(try microseconds("H29.10.2 15:05", .monthDayYear) == expected)
    #expect(try microseconds("10/2/2017 3:05 PM") == nil)
    #expect(try microseconds("2017年10月2日", .epoch) == nil)
    #expect(try day("平成18年5月3日") == day("2006-05-03"))
    #expect(try day("平成18年5月3日 10時") == nil)
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
      "", " ", "38839.003", "22/8/10", "4.8.10", "2022年13月10日", "2022年8月", "8月10日", "令和4年2月30日",
      "令和4", "R4",
      "R4.8/10", "X4.8.10", "R0.5.1", "R1.4.30", "H1.1.7", "2022年8月10日(木)", "2022/8/10(日) 15:05",
      "2022/8/10 午後13:05", "2022/8/10 午後", "2022年8月10日 25時",
      "2022年8月10日 10時5", "Foo 5, 2022",
      "Aug 32, 2022", "20220810253309", "202208101033", "2022/8/10 (火", "2022/8/10 24:30:00",
      "2022/8/10 24:00:00", "0000-00-00", "2022-02-30",
      "2022-13-01", "2022-00-10", "2022-01-00", "2022-01-32", "2022-04-31", "2022/8/10 10:60",
      "2022/8/10 10:00:60", "2022/8-10", "2022/8/10 10", "2022/8/10 10:", "2022/8/10 10:00:00 CET",
      "2022/8/10 13:00 PM", "2022/8/10 10:00:", "2022/8/10x", "x2022/8/10", "2022-08-10T", "2022",
      "2022/8",
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

  /// What is read by its places says what is read step by step; whatever a slip of the pen makes of it, too.
  @Test(arguments: ["Asia/Tokyo", "America/New_York", "UTC"]) func plainIsNoOther(_ zone: String)
    throws
  {
    let reader = TimeReader(zone: try #require(TimeZone(identifier: zone)))
    var state: UInt64 = 20_060_503
    func next(_ count: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(count))
    }
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    var (times, others) = (0, 0)
    for _ in 0..<20_000 {
      let year = ["0001", "1969", "1970", "2000", "2006", "2024", "9999", "0000"][next(8)]
      var text = Array(
        ("\(year)-\(two(next(14)))-\(two(next(33)))" + ["T", " "][next(2)]
          + "\(two(next(26))):\(two(next(62))):\(two(next(62)))"
          + ["", "Z", "+09:00", "-05:30", "+15:59", "+16:00", "+09:60"][next(7)]).utf8)
      if next(3) == 0 { text[next(text.count)] = Array("0:9/- TZ+\u{7F}".utf8)[next(10)] }
      if next(20) == 0 { text.insert(0x20, at: [0, text.count][next(2)]) }
      let (plain, scanned) = (reader.microseconds(text.span), reader.scanned(text.span))
      #expect(plain == scanned, "\(String(decoding: text, as: UTF8.self))")
      if PlainTime(text.span) == nil { others += 1 } else { times += 1 }
    }
    #expect(times > 2_000 && others > 2_000)
  }
}
