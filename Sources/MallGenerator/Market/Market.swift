/// All malls, merchants and tenancies, and the question "who was open then".
struct Market: Sendable {
  let calendar: Calendar
  private(set) var merchants: [Merchant] = []
  private(set) var tenancies: [Tenancy] = []
  /// For each mall, a tenancy as long as the mall itself.
  private(set) var anchors: [Int] = []
  /// The one tenancy of each merchant whose orders come out of another system.
  private(set) var exports: [OrderSystem: Int] = [:]
  /// Tenancies that ended while there were still orders, and whose next day no tenancy covers.
  private(set) var ended: [Int] = []
  /// Tenancies whose day before the first no tenancy covers.
  private(set) var begun: [Int] = []

  /// Tenancies open during the whole of each month, one month after the other.
  private var openTenancies: [UInt16] = []
  private var openStarts: [Int] = [0]

  init(seed: UInt64, customers: Int, formats: FormatMix, calendar: Calendar, towns: Towns) {
    self.calendar = calendar
    var builder = MarketBuilder(seed: seed, calendar: calendar, towns: towns)
    builder.addStoryMerchant()
    if formats == .mixed { exports = builder.addExportingMerchants() }
    anchors = builder.addAnchors()
    builder.addOthers(count: min(360, 24 + customers / 2_500))
    merchants = builder.merchants
    tenancies = builder.tenancies
    listEdges()
    listOpenTenancies()
  }

  /// A tenancy that covers all of the month of `day`; the older merchants of a month are the larger.
  func tenancy(day: Int, _ draw: inout Draw) -> Int {
    let month = calendar.month(day: day)
    let start = openStarts[month]
    let count = openStarts[month + 1] - start
    let rank = min(draw.below(count), draw.below(count))
    return Int(openTenancies[start + rank])
  }

  /// A mall that is open on `day`.
  func mall(day: Int, _ draw: inout Draw) -> Int {
    var mall = draw.below(Mall.all.count)
    while !Mall.all[mall].isOpen(day: day) { mall = (mall + 1) % Mall.all.count }
    return mall
  }

  private mutating func listEdges() {
    let usable = Calendar.day(2001, 3, 1)...Calendar.day(2024, 6, 30)
    for (index, tenancy) in tenancies.enumerated()
    where merchants[tenancy.merchant].system == .canonical {
      if let last = tenancy.closedOn, usable.contains(last), !covers(tenancy, day: last + 1) {
        ended.append(index)
      }
      let before = tenancy.openedOn - 1
      if usable.contains(before), !covers(tenancy, day: before) { begun.append(index) }
    }
  }

  private func covers(_ place: Tenancy, day: Int) -> Bool {
    tenancies.contains {
      $0.mall == place.mall && $0.merchant == place.merchant && $0.openedOn <= day
        && day <= $0.closedOn ?? .max
    }
  }

  /// Only whole months, so that no ordinary order comes near an edge: those are planted.
  private mutating func listOpenTenancies() {
    for month in 0..<calendar.monthCount {
      let first = calendar.monthStarts[month]
      let last = calendar.monthStarts[month + 1] - 1
      for (index, tenancy) in tenancies.enumerated()
      where merchants[tenancy.merchant].system == .canonical && tenancy.openedOn <= first
        && last <= tenancy.closedOn ?? .max
      {
        openTenancies.append(UInt16(index))
      }
      openStarts.append(openTenancies.count)
    }
  }
}
