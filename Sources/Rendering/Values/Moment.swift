/// An instant of the operator's own work: when an inquiry came in, when an audit ran. It is shown in
/// the operator's time zone, Asia/Tokyo, which has been UTC+9 without daylight saving time since
/// 1951, before any order here; so no time zone database is needed. What happened at a mall is a
/// `MallTime`.
public struct Moment: Hashable, Sendable, Comparable {
  /// Microseconds since 1970-01-01T00:00:00Z, PostgreSQL's resolution.
  public let microseconds: Int64

  /// `microseconds` since 1970-01-01T00:00:00Z.
  public init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// Reads ISO 8601 with an offset: `2006-05-03T00:05:00+09:00`, also with a space for the `T`,
  /// `Z`, `+09`, and a fraction. Without an offset it is nil: guessing one is how a day is lost.
  public init?(_ text: some StringProtocol) {
    guard let read = Moment.read(text) else { return nil }
    self = read.moment
  }

  /// The instant, and by how many seconds the text is east of UTC.
  static func read(_ text: some StringProtocol) -> (moment: Moment, offset: Int)? {
    guard text.utf8.count >= 20, let day = Day(text.prefix(10)) else { return nil }
    let rest = text.dropFirst(10)
    guard let mark = rest.first, mark == "T" || mark == " " else { return nil }
    let clock = rest.dropFirst()
    guard let sign = clock.firstIndex(where: { $0 == "+" || $0 == "-" || $0 == "Z" }),
      let time = Moment.time(clock[..<sign]), let offset = Moment.offset(clock[sign...])
    else { return nil }
    let seconds = Int64(day.daysSince1970) * 86400 - Int64(offset)
    return (Moment(microseconds: seconds * 1_000_000 + time), offset)
  }

  /// The operator's calendar day at this instant.
  public var day: Day { clock.day }

  /// The operator's time to the minute, for a table: `2012-11-02 01:30`.
  public var minute: String { clock.minute }

  /// The operator's time of day: `01:30`.
  public var hourAndMinute: String { clock.hourAndMinute }

  /// Day and time as a letter writes them: 2012年11月2日1時30分, 2 November 2012 at 01:30.
  public func text(_ language: Language) -> String {
    let (hour, minute) = (clock.second / 3600, clock.second / 60 % 60)
    return language.pick(
      ja: day.text(.ja) + "\(hour)時" + (minute == 0 ? "" : "\(minute)分"),
      en: day.text(.en) + " at " + hourAndMinute)
  }

  /// Earlier is less.
  public static func < (left: Moment, right: Moment) -> Bool {
    left.microseconds < right.microseconds
  }

  private var clock: WallClock { WallClock(self, offset: 9 * 3600) }

  /// `HH:MM:SS[.ffffff]` as microseconds.
  private static func time(_ text: some StringProtocol) -> Int64? {
    let halves = text.split(separator: ".", omittingEmptySubsequences: false)
    let parts = halves[0].split(separator: ":", omittingEmptySubsequences: false)
    guard halves.count <= 2, parts.count == 3, parts.allSatisfy({ $0.utf8.count == 2 }),
      let hour = DecimalDigits.value(parts[0]), hour < 24,
      let minute = DecimalDigits.value(parts[1]), minute < 60,
      let second = DecimalDigits.value(parts[2]), second < 60
    else { return nil }
    var fraction = 0
    if halves.count == 2 {
      let digits = halves[1]
      guard digits.utf8.count <= 6, let value = DecimalDigits.value(digits) else { return nil }
      fraction = value
      for _ in digits.utf8.count..<6 { fraction *= 10 }
    }
    return Int64(hour * 3600 + minute * 60 + second) * 1_000_000 + Int64(fraction)
  }

  /// `Z`, `+09` or `+09:00` as seconds east of UTC.
  private static func offset(_ text: some StringProtocol) -> Int? {
    if text == "Z" { return 0 }
    let parts = text.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 1 || parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }),
      let hours = DecimalDigits.value(parts[0]), hours <= 15
    else { return nil }
    var seconds = hours * 3600
    if parts.count == 2 {
      guard let minutes = DecimalDigits.value(parts[1]), minutes < 60 else { return nil }
      seconds += minutes * 60
    }
    return text.first == "-" ? -seconds : seconds
  }
}

extension Moment: CustomStringConvertible {
  /// ISO 8601 in the operator's time, to the second, or to the microsecond where there is a
  /// fraction: `2012-11-02T01:30:00+09:00`.
  public var description: String { clock.description }
}

extension Moment: Codable {
  /// Throws `DecodingError.dataCorrupted` when the string is not ISO 8601 with an offset.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let moment = Moment(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a time")
    }
    self = moment
  }

  /// Writes what `description` says.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
