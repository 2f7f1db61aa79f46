internal import Rendering

/// A length of time as a law gives it, from the day of receipt on.
enum Period: Hashable {
  case days(Int)
  case months(Int)

  /// Reads `14 days`, `1 month`; anything else is nil.
  init?(_ text: String) {
    let parts = text.split(separator: " ")
    guard parts.count == 2, let count = Int(parts[0]), (1...999).contains(count) else { return nil }
    switch parts[1] {
    case "day", "days": self = .days(count)
    case "month", "months": self = .months(count)
    default: return nil
    }
  }

  /// The last day of the period. The day of receipt is not counted; a month ends on the same date
  /// of the next month, or on its last day.
  func end(after received: Day) -> Day {
    switch self {
    case .days(let count): received.adding(days: count)
    case .months(let count): received.adding(months: count)
    }
  }

  /// Both as one period, counted from the same day; nil when one is in days and one in months.
  func extended(by other: Period) -> Period? {
    switch (self, other) {
    case (.days(let count), .days(let more)): .days(count + more)
    case (.months(let count), .months(let more)): .months(count + more)
    default: nil
    }
  }
}
