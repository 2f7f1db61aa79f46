/// When something happened at a mall, as the mall's clocks showed it: days are the mall's.
///
/// It holds the offset that the mall's time zone had then and no zone; PostgreSQL knows the zones, and
/// gives each time with its offset (`mall_time()`).
public struct MallTime: Hashable, Sendable, Comparable {
  /// The instant.
  public let moment: Moment
  /// Seconds by which the mall's clocks were ahead of UTC, whole minutes; negative west of it.
  public let offset: Int

  /// Reads ISO 8601 as `Moment` does, and keeps the offset that it is written with.
  public init?(_ text: some StringProtocol) {
    guard let read = Moment.read(text) else { return nil }
    moment = read.moment
    offset = read.offset
  }

  /// The mall's calendar day.
  public var day: Day { clock.day }

  /// Mall time to the minute, for a table: `2006-05-03 00:05`.
  public var minute: String { clock.minute }

  /// Earlier is less, wherever it was.
  public static func < (left: MallTime, right: MallTime) -> Bool {
    (left.moment.microseconds, left.offset) < (right.moment.microseconds, right.offset)
  }

  private var clock: WallClock { WallClock(moment, offset: offset) }
}

extension MallTime: CustomStringConvertible {
  /// ISO 8601 in mall time, to the second, or to the microsecond where there is a fraction:
  /// `2017-10-15T21:30:00-02:00`.
  public var description: String { clock.description }
}

extension MallTime: Codable {
  /// Throws `DecodingError.dataCorrupted` when the string is not ISO 8601 with an offset.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let time = MallTime(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a time")
    }
    self = time
  }

  /// Writes what `description` says.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
