/// The time on a mail with the zone it is told in (the `date-time` of RFC 5322).
public struct MailDate: Sendable, Hashable {
  /// Seconds since 1970-01-01T00:00:00Z.
  public let seconds: Int64
  /// Minutes east of UTC; 540 in Japan.
  public let offsetMinutes: Int

  /// Nil outside the years 1900 to 9999, where RFC 5322 has no dates, and for offsets of a day or
  /// more.
  public init?(seconds: Int64, offsetMinutes: Int) {
    guard (-2_208_902_400...253_402_214_400).contains(seconds),
      (-1439...1439).contains(offsetMinutes)
    else { return nil }
    self.seconds = seconds
    self.offsetMinutes = offsetMinutes
  }

  /// An instant in the operator's time zone, UTC+9.
  public init?(_ moment: Moment) {
    let second = Int64(1_000_000)
    let remainder = moment.microseconds % second
    let seconds = moment.microseconds / second - (remainder < 0 ? 1 : 0)
    self.init(seconds: seconds, offsetMinutes: 540)
  }

  /// As the header has it: `Fri, 2 Nov 2012 01:30:00 +0900`.
  var text: String {
    let local = seconds + Int64(offsetMinutes) * 60
    let daySeconds = Int64(86400)
    let clock = Int((local % daySeconds + daySeconds) % daySeconds)
    let day = Day(daysSince1970: Int((local - Int64(clock)) / daySeconds))
    // 1970-01-01 was a Thursday; day counts may be negative.
    let weekday = ((day.daysSince1970 % 7) + 7 + 4) % 7
    func two(_ value: Int) -> String { DecimalDigits.padded(value, to: 2) }
    let time = [clock / 3600, clock / 60 % 60, clock % 60].map(two).joined(separator: ":")
    let offset = abs(offsetMinutes)
    let zone = (offsetMinutes < 0 ? "-" : "+") + two(offset / 60) + two(offset % 60)
    let year = DecimalDigits.padded(day.year, to: 4)
    return "\(MailDate.weekdays[weekday]), \(day.day) \(MailDate.months[day.month - 1]) \(year) "
      + "\(time) \(zone)"
  }

  private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
