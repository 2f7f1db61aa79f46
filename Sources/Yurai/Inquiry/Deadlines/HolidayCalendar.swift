internal import Yams
public import Rendering

/// The national holidays of Japan, and with them the days on which the desk works.
///
/// They are data with dates (`Sources/Yurai/Inquiry/Data/holidays-ja.yaml`), as the law has been
/// changed every few years. Offices that close at the end of a year are not in it.
public struct HolidayCalendar: Sendable {
  /// The years that the data covers. Outside of them no day is a holiday, and only Saturdays and
  /// Sundays are off. The equinoxes of later years are predictions until the Cabinet Office
  /// publishes them, on 1 February of the year before.
  public let years: ClosedRange<Int>

  private let names: [Day: String]

  /// The calendar in this binary.
  public init() throws {
    let file = "holidays-ja.yaml"
    guard let yaml = EmbeddedFiles.text["Sources/Yurai/Inquiry/Data/\(file)"] else {
      throw YuraiError("\(file) is not in this binary")
    }
    try self.init(yaml: yaml, file: file)
  }

  /// A calendar from the text of a file of the same form; `file` is its name in messages.
  ///
  /// Throws `YuraiError` with the line of what is wrong: an unknown key, a day that does not exist,
  /// a day that two rules name.
  public init(yaml: String, file: String) throws {
    let reader = StrictYAML(file: file)
    let map = try reader.root(yaml, of: "a calendar of holidays")
    try reader.check(
      map, allowed: ["version", "about", "years", "holidays", "days_off"],
      in: "a calendar of holidays")
    guard try reader.text(map, "version") == "1" else {
      throw YuraiError("\(file): version: 1 is the only version that this yurai reads")
    }
    guard let span = map["years"]?.mapping,
      let first = try reader.number(span, "from", in: 1...9999),
      let last = try reader.number(span, "to", in: first...9999)
    else {
      throw YuraiError("\(file): `years` says `from` and `to` which year the list is complete")
    }
    years = first...last
    var names: [Day: String] = [:]
    for node in try reader.list(map, "holidays") {
      let rule = try HolidayRule(node, years: first...last, reader)
      for day in rule.days {
        if let other = names.updateValue(rule.name, forKey: day) {
          throw YuraiError("\(rule.place): \(day) is \(rule.name), and \(other) already")
        }
      }
    }
    let holidays = Set(names.keys)
    for node in try map["days_off"] == nil ? [] : reader.list(map, "days_off") {
      let rule = try DayOffRule(node, reader)
      for day in rule.days(after: holidays, known: Set(names.keys)) { names[day] = rule.name }
    }
    self.names = names
  }

  /// What holiday a day is, in Japanese as the law calls it (振替休日 and 国民の休日 too); nil for any
  /// other day, Sundays included.
  public func name(of day: Day) -> String? { names[day] }

  /// Neither Saturday nor Sunday nor a holiday.
  public func isWorkingDay(_ day: Day) -> Bool { day.weekday < 6 && names[day] == nil }

  /// The day itself, or else the nearest working day before it.
  public func lastWorkingDay(onOrBefore day: Day) -> Day {
    var day = day
    while !isWorkingDay(day) { day = day.adding(days: -1) }
    return day
  }

  /// The day itself, or else the nearest working day after it.
  public func firstWorkingDay(onOrAfter day: Day) -> Day {
    var day = day
    while !isWorkingDay(day) { day = day.adding(days: 1) }
    return day
  }
}
