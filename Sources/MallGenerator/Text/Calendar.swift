/// Days and months of the time in which the mall lives.
///
/// A *moment* in this module is an `Int`: seconds since 2001-01-01T00:00:00 in Japan, which has had
/// no summer time in these years, so that days are 86,400 seconds throughout. A *day* is a moment
/// divided by that.
struct Calendar: Sendable {
  static let secondsADay = 86_400
  static let firstYear = 2001
  /// The last year in which an order is placed; evidence may follow in the next.
  static let lastYear = 2024

  private let dates: [UInt8]
  private let months: [UInt16]
  /// The number of days up to and including 31 December of `lastYear`.
  let tradingDays: Int
  /// The day on which each month begins, from January 2001 to January after `lastYear`.
  let monthStarts: [Int]

  init() {
    var dates = RowBuffer()
    var months: [UInt16] = []
    var monthStarts: [Int] = []
    var tradingDays = 0
    for year in Self.firstYear...(Self.lastYear + 2) {
      for month in 1...12 {
        monthStarts.append(months.count)
        for day in 1...Self.length(ofMonth: month, year: year) {
          months.append(UInt16((year - Self.firstYear) * 12 + month - 1))
          dates.number(year, digits: 4)
          dates.append(UInt8(ascii: "-"))
          dates.number(month, digits: 2)
          dates.append(UInt8(ascii: "-"))
          dates.number(day, digits: 2)
        }
      }
      if year == Self.lastYear { tradingDays = months.count }
    }
    self.dates = dates.bytes
    self.months = months
    self.tradingDays = tradingDays
    self.monthStarts = Array(monthStarts.prefix((Self.lastYear - Self.firstYear + 1) * 12 + 1))
  }

  var monthCount: Int { monthStarts.count - 1 }

  /// `2006-05-03`, ten ASCII bytes.
  func text(day: Int) -> ArraySlice<UInt8> {
    dates[(day * 10)..<(day * 10 + 10)]
  }

  /// Months since January 2001.
  func month(day: Int) -> Int {
    Int(months[day])
  }

  /// The day of a date in the years of this calendar.
  static func day(_ year: Int, _ month: Int, _ day: Int) -> Int {
    var result = day - 1
    for earlier in firstYear..<max(year, firstYear) { result += isLeap(earlier) ? 366 : 365 }
    for earlier in 1..<max(month, 1) { result += length(ofMonth: earlier, year: year) }
    return result
  }

  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
