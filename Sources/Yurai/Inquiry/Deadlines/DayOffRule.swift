internal import Rendering
internal import Yams

/// Days off that follow from where holidays fall: 振替休日 and 国民の休日.
struct DayOffRule {
  /// How the day off lies to the holidays.
  enum When: String, CaseIterable {
    /// The Monday after a holiday on a Sunday, unless it is a holiday itself.
    case mondayAfterSunday = "monday_after_sunday"
    /// The first day after a holiday on a Sunday that is no holiday.
    case nextAfterSunday = "next_after_sunday"
    /// A weekday with a holiday before and one behind it.
    case between
  }

  let name: String
  let when: When
  /// When the rule is in force, by the day off itself.
  let validity: ClosedRange<Day>

  init(_ node: Node, _ reader: StrictYAML) throws {
    let place = reader.place(node)
    guard let map = node.mapping else {
      throw YuraiError("\(place): a day off is `name` and `when`, with `from` and `to`")
    }
    try reader.check(map, allowed: ["name", "when", "from", "to"], in: "a day off")
    name = try reader.required(map, "name", at: node)
    guard let when = try reader.choice(map, "when", as: When.self) else {
      throw YuraiError("\(place): `when` is missing")
    }
    self.when = when
    validity = try reader.validity(map, "from", "to", at: node)
  }

  /// The days off that `holidays` cause, given the days off that are known already.
  func days(after holidays: Set<Day>, known: Set<Day>) -> Set<Day> {
    Set(holidays.compactMap { day(after: $0, holidays, known) }.filter(validity.contains))
  }

  private func day(after holiday: Day, _ holidays: Set<Day>, _ known: Set<Day>) -> Day? {
    var next = holiday.adding(days: 1)
    switch when {
    case .mondayAfterSunday:
      return holiday.weekday == 7 && !holidays.contains(next) ? next : nil
    case .nextAfterSunday:
      guard holiday.weekday == 7 else { return nil }
      while holidays.contains(next) { next = next.adding(days: 1) }
      return next
    case .between:
      let isFree = !holidays.contains(next) && !known.contains(next) && next.weekday != 7
      return isFree && holidays.contains(next.adding(days: 1)) ? next : nil
    }
  }
}
