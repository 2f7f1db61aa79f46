internal import Rendering
internal import Yams

/// One line of a calendar of holidays, worked out into its days.
struct HolidayRule {
  let name: String
  /// Within the years that the calendar covers.
  let days: [Day]
  /// `file:line`.
  let place: String

  init(_ node: Node, years: ClosedRange<Int>, _ reader: StrictYAML) throws {
    place = reader.place(node)
    guard let map = node.mapping else {
      throw YuraiError("\(place): a holiday is `name` with month and day, or with its dates")
    }
    let lists = ["published", "predicted"]
    let isListed = lists.contains { map[$0] != nil }
    try reader.check(
      map, allowed: ["name"] + (isListed ? lists : ["month", "day", "monday", "from", "to"]),
      in: isListed ? "a holiday with dates" : "a holiday")
    name = try reader.required(map, "name", at: node)
    days =
      isListed
      ? try lists.flatMap { try Self.dates(map, $0, years: years, reader) }
      : try Self.yearly(map, years: years, reader, at: node)
  }

  private static func dates(
    _ map: Node.Mapping, _ key: String, years: ClosedRange<Int>, _ reader: StrictYAML
  ) throws -> [Day] {
    guard map[key] != nil else { return [] }
    return try reader.list(map, key).map { node in
      let day = try reader.day(node)
      guard years.contains(day.year) else {
        throw YuraiError("\(reader.place(node)): \(day) is outside of `years`")
      }
      return day
    }
  }

  private static func yearly(
    _ map: Node.Mapping, years: ClosedRange<Int>, _ reader: StrictYAML, at node: Node
  ) throws -> [Day] {
    let place = reader.place(node)
    let from = try reader.number(map, "from", in: years) ?? years.lowerBound
    let to = try reader.number(map, "to", in: years) ?? years.upperBound
    guard from <= to else { throw YuraiError("\(place): `from` is after `to`") }
    guard let month = try reader.number(map, "month", in: 1...12) else {
      throw YuraiError("\(place): a holiday needs `month`, or `published` or `predicted` dates")
    }
    let date = try reader.number(map, "day", in: 1...31)
    let monday = try reader.number(map, "monday", in: 1...4)
    switch (date, monday) {
    case (let date?, nil):
      return try (from...to).map { year in
        guard let day = Day(year: year, month: month, day: date) else {
          throw YuraiError("\(place): \(month)/\(date) does not exist in \(year)")
        }
        return day
      }
    case (nil, let monday?):
      return (from...to).compactMap { year in
        Day(year: year, month: month, day: 1).map { first in
          first.adding(days: (8 - first.weekday) % 7 + 7 * (monday - 1))
        }
      }
    default:
      throw YuraiError("\(place): a holiday has either `day` or `monday`, the first to fourth")
    }
  }
}
