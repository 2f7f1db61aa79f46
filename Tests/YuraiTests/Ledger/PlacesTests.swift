import Foundation
import Testing

@testable import Yurai

/// The day of a moment in the mall's time zone, around the hours in which its clocks change.
@Suite struct PlacesTests {
  /// Seconds of a moment in UTC.
  private static func second(_ text: String) throws -> Int64 {
    Int64(try Date(text, strategy: .iso8601).timeIntervalSince1970)
  }

  private static func day(_ text: String) throws -> Int32 {
    Int32(try second(text + "T00:00:00Z") / 86_400)
  }

  @Test(
    "summer time begins and ends",
    arguments: [
      // Berlin: an hour ahead until 2006-03-26 01:00 UTC, two until 2006-10-29 01:00 UTC.
      ("Europe/Berlin", "2006-03-25T22:59:59Z", "2006-03-25"),
      ("Europe/Berlin", "2006-03-25T23:00:00Z", "2006-03-26"),
      ("Europe/Berlin", "2006-03-26T00:59:59Z", "2006-03-26"),
      ("Europe/Berlin", "2006-03-26T01:00:00Z", "2006-03-26"),
      ("Europe/Berlin", "2006-03-26T21:59:59Z", "2006-03-26"),
      ("Europe/Berlin", "2006-03-26T22:00:00Z", "2006-03-27"),
      ("Europe/Berlin", "2006-10-28T21:59:59Z", "2006-10-28"),
      ("Europe/Berlin", "2006-10-28T22:00:00Z", "2006-10-29"),
      ("Europe/Berlin", "2006-10-29T22:59:59Z", "2006-10-29"),
      ("Europe/Berlin", "2006-10-29T23:00:00Z", "2006-10-30"),
      // São Paulo: the clocks changed at midnight, so that 2006-11-05 began at 01:00 and 2007-02-24 had 25 hours.
      ("America/Sao_Paulo", "2006-11-05T02:59:59Z", "2006-11-04"),
      ("America/Sao_Paulo", "2006-11-05T03:00:00Z", "2006-11-05"),
      ("America/Sao_Paulo", "2006-11-06T01:59:59Z", "2006-11-05"),
      ("America/Sao_Paulo", "2006-11-06T02:00:00Z", "2006-11-06"),
      ("America/Sao_Paulo", "2007-02-25T01:59:59Z", "2007-02-24"),
      ("America/Sao_Paulo", "2007-02-25T02:00:00Z", "2007-02-24"),
      ("America/Sao_Paulo", "2007-02-25T02:59:59Z", "2007-02-24"),
      ("America/Sao_Paulo", "2007-02-25T03:00:00Z", "2007-02-25"),
      // It has had none since 2019.
      ("America/Sao_Paulo", "2024-12-02T02:59:59Z", "2024-12-01"),
      ("Asia/Tokyo", "2006-05-02T14:59:59Z", "2006-05-02"),
      ("Asia/Tokyo", "2006-05-02T15:00:00Z", "2006-05-03"),
      ("Asia/Tokyo", "1969-12-31T14:59:59Z", "1969-12-31"),
    ])
  func day(_ zone: String, _ moment: String, _ expected: String) throws {
    let places = try Places([(outlet: 1, mall: "m", merchant: "s", zone: zone, [])])
    let found = places.moment(try Self.second(moment), at: 1)
    #expect(found.day == (try Self.day(expected)) && found.tenancy == nil)
  }

  @Test(
    "every hour of a year, as the calendar has it",
    arguments: [
      "Europe/Berlin", "America/Sao_Paulo", "Asia/Tokyo", "Australia/Lord_Howe",
    ])
  func year(_ name: String) throws {
    let places = try Places([(outlet: 1, mall: "m", merchant: "s", zone: name, [])])
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: name))
    let first = try Self.second("2006-01-01T00:00:00Z")
    for second in stride(from: first, to: first + 366 * 86_400, by: 1800) {
      let date = Date(timeIntervalSince1970: Double(second))
      let local = second + Int64(calendar.timeZone.secondsFromGMT(for: date))
      #expect(places.moment(second, at: 1).day == Int32(local / 86_400))
    }
  }

  /// Until 2007 its days were Brazil's (two hours behind UTC in summer), then Japan's.
  @Test(
    "a day is of the zone of the name that the mall bore, of the later one where both did",
    arguments: [
      ("2005-01-01T01:59:59Z", "2004-12-31"), ("2005-01-01T02:00:00Z", "2005-01-01"),
      // The later name begins at midnight in Japan, eleven hours before the earlier one ends.
      ("2006-12-31T14:59:59Z", "2006-12-31"), ("2006-12-31T15:00:00Z", "2007-01-01"),
      ("2007-01-01T01:59:59Z", "2007-01-01"), ("2007-01-01T14:59:59Z", "2007-01-01"),
      ("2007-01-01T15:00:00Z", "2007-01-02"),
      // After its last name, and before its first one, which was not always.
      ("2010-01-01T15:00:00Z", "2010-01-02"), ("1999-06-01T15:00:00Z", "1999-06-02"),
    ])
  func names(_ moment: String, _ expected: String) throws {
    var places = try Places([(outlet: 1, mall: "m", merchant: "s", zone: "Asia/Tokyo", [])])
    try places.addName(
      1, zone: "America/Sao_Paulo", from: Self.second("2000-01-01T02:00:00Z"),
      to: Self.second("2007-01-01T02:00:00Z"))
    try places.addName(
      1, zone: "Asia/Tokyo", from: Self.second("2006-12-31T15:00:00Z"),
      to: Self.second("2009-12-31T15:00:00Z"))
    #expect(places.moment(try Self.second(moment), at: 1).day == (try Self.day(expected)))
  }

  @Test("the latest tenancy that covers the second") func tenancies() throws {
    let places = try Places([
      (
        outlet: 1, mall: "m", merchant: "s", zone: "Europe/Berlin",
        [(day: 10, opens: 100, closes: 200), (day: 20, opens: 150, closes: .max)]
      )
    ])
    #expect(places.moment(99, at: 1).tenancy == nil)
    #expect(places.moment(100, at: 1).tenancy == 10)
    #expect(places.moment(149, at: 1).tenancy == 10)
    #expect(places.moment(150, at: 1).tenancy == 20)
    #expect(places.moment(200, at: 1).tenancy == 20)
    let unknown = places.moment(86_400, at: 2)
    #expect(unknown.day == 1 && unknown.tenancy == nil)
  }
}
