internal import Rendering

extension Day {
  /// The weekday as ISO 8601 numbers it: 1 is Monday, 7 is Sunday.
  var weekday: Int {
    // 1970-01-01 was a Thursday.
    let sinceMonday = (daysSince1970 + 3) % 7
    return (sinceMonday + 7) % 7 + 1
  }
}
