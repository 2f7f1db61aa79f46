/// What a clock shows at an instant that is so many seconds ahead of UTC.
struct WallClock: CustomStringConvertible {
  let day: Day
  /// Of the day, from 0.
  let second: Int
  private let fraction: Int
  private let offset: Int

  init(_ moment: Moment, offset: Int) {
    let seconds = WallClock.floorDivide(moment.microseconds, by: 1_000_000)
    let local = seconds + Int64(offset)
    let days = WallClock.floorDivide(local, by: 86400)
    day = Day(daysSince1970: Int(days))
    second = Int(local - days * 86400)
    fraction = Int(moment.microseconds - seconds * 1_000_000)
    self.offset = offset
  }

  var minute: String { "\(day) \(hourAndMinute)" }

  var hourAndMinute: String { WallClock.hourAndMinute(second) }

  /// ISO 8601 to the second, or to the microsecond where there is a fraction.
  var description: String {
    "\(day)T\(hourAndMinute):" + DecimalDigits.padded(second % 60, to: 2)
      + (fraction == 0 ? "" : "." + DecimalDigits.padded(fraction, to: 6))
      + (offset < 0 ? "-" : "+") + WallClock.hourAndMinute(abs(offset))
  }

  private static func hourAndMinute(_ seconds: Int) -> String {
    DecimalDigits.padded(seconds / 3600, to: 2) + ":"
      + DecimalDigits.padded(seconds / 60 % 60, to: 2)
  }

  private static func floorDivide(_ value: Int64, by divisor: Int64) -> Int64 {
    let quotient = value / divisor
    return value % divisor < 0 ? quotient - 1 : quotient
  }
}
