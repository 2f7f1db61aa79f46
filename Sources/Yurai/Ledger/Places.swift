internal import Foundation
internal import Postgres

/// The outlets, each with its tenancies: where and on which day something was collected.
struct Places: Sendable {
  /// One pair of mall and merchant.
  struct Place: Sendable {
    let mall: String
    /// Empty for what a mall collects itself.
    let merchant: String
  }

  /// When a place was open: apart from its names, since millions of moments are looked up.
  private struct Hours {
    /// That of the mall's last name, whose days it also has where no name covers them.
    let zone: Int
    /// The mall's names, where they are of more than one zone.
    var names: [(zone: Int, from: Int64, to: Int64)] = []
    var tenancies: [Tenancy] = []
  }

  private var places: [Int32: Place] = [:]
  private var hours: [Int32: Hours] = [:]
  private var zones: [ZoneOffsets] = []
  private var numbers: [String: Int] = [:]

  /// When somebody traded: the first day, and the seconds between.
  typealias Tenancy = (day: Int32, opens: Int64, closes: Int64)

  init(in connection: inout Connection) throws {
    let rows = try connection.rows(SQLScript(named: "ledger/places").query())
    for row in 0..<rows.count {
      var tenancies: [Tenancy] = []
      if let day: Int32 = try rows.value(row, 4) {
        let closes: Int64? = try rows.value(row, 6)
        tenancies.append((day, try rows.value(row, 5), closes ?? .max))
      }
      try add(
        rows.value(row, 0), rows.value(row, 1), rows.value(row, 2), zone: rows.value(row, 3),
        tenancies)
    }
    let names = try connection.rows(SQLScript(named: "ledger/zones").query())
    for row in 0..<names.count {
      let (from, to): (Int64?, Int64?) = (try names.value(row, 2), try names.value(row, 3))
      try addName(names.value(row, 0), zone: names.value(row, 1), from: from, to: to)
    }
  }

  /// These outlets; one may come several times with other tenancies.
  init(
    _ outlets: [(outlet: Int32, mall: String, merchant: String, zone: String, [Tenancy])]
  ) throws {
    for (outlet, mall, merchant, zone, tenancies) in outlets {
      try add(outlet, mall, merchant, zone: zone, tenancies)
    }
  }

  private mutating func add(
    _ outlet: Int32, _ mall: String, _ merchant: String, zone: String, _ tenancies: [Tenancy]
  ) throws {
    if places[outlet] == nil {
      places[outlet] = Place(mall: mall, merchant: merchant)
      hours[outlet] = Hours(zone: try number(of: zone))
    }
    hours[outlet]?.tenancies += tenancies
  }

  /// A name that the outlet's mall bore from one second to another, later ones after earlier ones: then its days were those of
  /// this zone.
  mutating func addName(_ outlet: Int32, zone: String, from: Int64?, to: Int64?) throws {
    let zone = try number(of: zone)
    hours[outlet]?.names.append((zone, from ?? .min, to ?? .max))
  }

  private mutating func number(of zone: String) throws -> Int {
    if let number = numbers[zone] { return number }
    zones.append(try ZoneOffsets(zone))
    numbers[zone] = zones.count - 1
    return zones.count - 1
  }

  /// All of them by number.
  var all: [Int32: Place] { places }

  subscript(outlet: Int32) -> Place? { places[outlet] }

  /// The day of a second at an outlet, and the first day of the latest tenancy that covers it.
  func moment(_ second: Int64, at outlet: Int32) -> (day: Int32, tenancy: Int32?) {
    guard let place = hours[outlet] else { return (Int32(second.floored(by: 86_400)), nil) }
    var zone = place.zone
    for name in place.names where name.from <= second && second < name.to { zone = name.zone }
    let day = (second + zones[zone].offset(at: second)).floored(by: 86_400)
    var tenancy: Int32?
    for period in place.tenancies where period.opens <= second && second < period.closes {
      tenancy = period.day
    }
    return (Int32(clamping: day), tenancy)
  }
}

/// What a time zone's clocks were ahead by, without asking the calendar for each moment.
private struct ZoneOffsets: Sendable {
  private let starts: [Int64]
  private let offsets: [Int64]

  init(_ name: String) throws {
    guard let zone = TimeZone(identifier: name) else {
      throw YuraiError("\(name) is not a time zone")
    }
    var date = Date(timeIntervalSince1970: 0)
    let end = Date(timeIntervalSince1970: 4_102_444_800)
    var starts = [Int64.min]
    var offsets = [Int64(zone.secondsFromGMT(for: date))]
    while let next = zone.nextDaylightSavingTimeTransition(after: date), next > date, next < end {
      starts.append(Int64(next.timeIntervalSince1970))
      offsets.append(Int64(zone.secondsFromGMT(for: next)))
      date = next
    }
    self.starts = starts
    self.offsets = offsets
  }

  func offset(at second: Int64) -> Int64 {
    guard starts.count > 1 else { return offsets[0] }
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= second { low = middle } else { high = middle }
    }
    return offsets[low]
  }
}
