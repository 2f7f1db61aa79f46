import Foundation
import Testing

/// An IANA zone that the test needs.
func timeZone(_ name: String) throws -> TimeZone { try #require(TimeZone(identifier: name)) }

/// Microseconds since 1970 of a moment in UTC, from Foundation's calendar: a second opinion.
func utc(
  _ year: Int, _ month: Int, _ day: Int, _ hour: Int = 0, _ minute: Int = 0, _ second: Int = 0
) throws -> Int64 {
  var calendar = Calendar(identifier: .gregorian)
  calendar.timeZone = try timeZone("UTC")
  let parts = DateComponents(
    year: year, month: month, day: day, hour: hour, minute: minute, second: second)
  let date = try #require(calendar.date(from: parts))
  return Int64(date.timeIntervalSince1970.rounded()) * 1_000_000
}
