/// A calendar day, without a time or a zone. Written `YYYY-MM-DD` in JSON.
public struct Day: Hashable, Sendable, Comparable {
  /// Proleptic Gregorian year, 1 to 9999.
  public let year: Int
  /// 1 to 12.
  public let month: Int
  /// 1 to 31.
  public let day: Int

  /// Nil unless the day exists (30 February does not) and its year is 1 to 9999.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Day.length(ofMonth: month, in: year)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Reads exactly `YYYY-MM-DD`; anything else is nil.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2,
      parts[2].utf8.count == 2,
      let year = DecimalDigits.value(parts[0]), let month = DecimalDigits.value(parts[1]),
      let day = DecimalDigits.value(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The day that lies `count` days after 1970-01-01; counts outside years 1 to 9999 are
  /// brought to the nearest end.
  public init(daysSince1970 count: Int) {
    (year, month, day) = Day.date(daysSince1970: min(max(count, -719_162), 2_932_896))
  }

  /// The proleptic Gregorian date of a day, also outside the years of a `Day`.
  package static func date(daysSince1970 count: Int) -> (year: Int, month: Int, day: Int) {
    // Days are counted from 1 March of year 0, so that the leap day is a year's last.
    let shifted = count + 719_468
    let era = (shifted < 0 ? shifted - 146_096 : shifted) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * marchMonth + 2) / 5 + 1
    )
  }

  /// Days since 1970-01-01; negative before.
  public var daysSince1970: Int {
    let marchYear = month <= 2 ? year - 1 : year
    let era = marchYear / 400
    let yearOfEra = marchYear % 400
    let marchMonth = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * marchMonth + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
      - 719_468
  }

  /// The day `count` days later (earlier when negative).
  public func adding(days count: Int) -> Day {
    Day(daysSince1970: daysSince1970 + count)
  }

  /// The same date `count` months later (earlier when negative), or the last day of a month that
  /// has no such date: a month after 31 January is 28 or 29 February. Months outside years 1 to
  /// 9999 are brought to the nearest end.
  public func adding(months count: Int) -> Day {
    let (months, tooFar) = (year * 12 + month - 1).addingReportingOverflow(count)
    guard !tooFar, let first = Day(year: months / 12, month: months % 12 + 1, day: 1) else {
      return Day(daysSince1970: count < 0 ? .min : .max)
    }
    return first.adding(days: min(day, Day.length(ofMonth: first.month, in: first.year)) - 1)
  }

  /// As a letter writes it: 2006年5月3日, 3 May 2006.
  public func text(_ language: Language) -> String {
    language.pick(
      ja: "\(year)年\(month)月\(day)日", en: "\(day) \(Day.monthNames[month - 1]) \(year)")
  }

  /// Earlier is less.
  public static func < (left: Day, right: Day) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  private static func length(ofMonth month: Int, in year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}

extension Day: CustomStringConvertible {
  /// `YYYY-MM-DD`.
  public var description: String {
    [
      DecimalDigits.padded(year, to: 4), DecimalDigits.padded(month, to: 2),
      DecimalDigits.padded(day, to: 2),
    ].joined(separator: "-")
  }
}

extension Day: Codable {
  /// Throws `DecodingError.dataCorrupted` when the string is not an existing `YYYY-MM-DD`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let day = Day(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a day")
    }
    self = day
  }

  /// Writes `YYYY-MM-DD`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
