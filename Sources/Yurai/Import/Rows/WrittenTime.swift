internal import Foundation

/// Rewrites times that people and Japanese systems write in words into the form that ``TimeReader`` scans (trap 11):
/// `令和4年8月10日(水) 午後3時5分`, `R4.8.10`, `2022年8月10日`, `２０２２/８/１０`, `10/2/2017 3:05 PM`, `Aug 10, 2022`,
/// `20220810150500`, `2022-08-10 15:05 UTC`.
///
/// Nothing is guessed: a year of two digits without an era, an hour 24 and the serial numbers of Excel stay what they are.
struct WrittenTime {
  /// What can be scanned in the order of `isYearFirst`, else in the declared one.
  private(set) var plain: String
  /// Whether the date was brought into the order year, month, day.
  private(set) var isYearFirst = false
  /// The date alone.
  private let date: String
  /// The day of the week that stands with it, Sunday first; nil where none does.
  private let weekday: Int?
  /// The first day of the era, since 1970-01-01; nil where there is none.
  private var notBefore: Int?

  /// With the year before the first, and its first day.
  private static let eras: [(names: [String], before: Int, from: (Int, Int, Int))] = [
    (["令和", "r"], 2018, (2019, 5, 1)), (["平成", "h"], 1988, (1989, 1, 8)),
    (["昭和", "s"], 1925, (1926, 12, 25)), (["大正", "t"], 1911, (1912, 7, 30)),
    (["明治", "m"], 1867, (1868, 1, 25)),
  ]
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
  private static let weekdays: [Unicode.Scalar] = ["日", "月", "火", "水", "木", "金", "土"]

  /// Nil when there is nothing to rewrite.
  init?(_ text: String) {
    // A slip of the pen in figures stays one.
    let isWritten = text.utf8.contains { byte in
      byte > 0x7F || (0x41...0x5A).contains(byte & 0xDF) && !"TtZz".utf8.contains(byte)
    }
    guard isWritten || text.utf8.count == 14 && text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else {
      return nil
    }
    let (bare, weekday) = Self.withoutWeekday(
      text.precomposedStringWithCompatibilityMapping.lowercased())
    self.weekday = weekday
    var rest = bare[...].drop { $0 == " " }
    if let era = Self.era(of: rest) {
      let (year, month, day) = era.from
      notBefore = TimeReader.days(year, month, day)
    }
    if let found = Self.date(&rest) {
      date = found
      isYearFirst = true
    } else {
      // In the declared order, up to the time.
      let end = rest.firstIndex { $0 == " " || $0 == "t" || $0 == "午" } ?? rest.endIndex
      date = String(rest[..<end])
      rest = rest[end...]
    }
    guard let clock = Self.clock(rest) else { return nil }
    plain = date + clock
  }

  /// Whether the date is what stands with it: of that day of the week, and not before its era.
  /// - Parameter read: the day that the date alone is, in days since 1970-01-01; nil when it is none.
  /// - Returns: true as well where nothing stands with it.
  func agrees(_ read: (Span<UInt8>) -> Int32?) -> Bool {
    guard weekday != nil || notBefore != nil else { return true }
    guard let day = read(Array(date.utf8).span).map({ Int($0) }) else { return false }
    // 1970-01-01 was a Thursday.
    return (weekday.map { ((day + 4) % 7 + 7) % 7 == $0 } ?? true)
      && (notBefore.map { day >= $0 } ?? true)
  }

  private static func withoutWeekday(_ text: String) -> (String, Int?) {
    guard let open = text.firstIndex(of: "("), let close = text[open...].firstIndex(of: ")"),
      let day = text[text.index(after: open)...].unicodeScalars.first,
      let weekday = weekdays.firstIndex(of: day), text.distance(from: open, to: close) <= 6
    else { return (text, nil) }
    return (text[..<open] + " " + text[text.index(after: close)...], weekday)
  }

  private static func era(of text: Substring) -> (
    names: [String], before: Int, from: (Int, Int, Int)
  )? {
    guard !months.contains(where: text.hasPrefix) else { return nil }
    return eras.first { era in era.names.contains { text.hasPrefix($0) } }
  }

  /// A date with an era, with 年, with a month's name, or of fourteen digits together with its time; as `2022-8-10`.
  private static func date(_ rest: inout Substring) -> String? {
    var text = rest
    if let month = months.firstIndex(where: { text.hasPrefix($0) }) {
      text = text.drop { $0.isLetter || $0 == "." }
      text = text.drop { $0 == " " }
      guard let day = number(&text, 1...2) else { return nil }
      text = text.drop { $0 == "," || $0 == " " }
      guard let year = number(&text, 4...4) else { return nil }
      rest = text.drop { $0 == "," }
      return "\(year)-\(month + 1)-\(day)"
    }
    if let era = era(of: text) {
      let isWord = text.unicodeScalars.first.map { $0.value > 0x7F } ?? false
      text = text.dropFirst(isWord ? 2 : 1)
      let first = text.hasPrefix("元") ? 1 : nil
      if first != nil { text = text.dropFirst() }
      guard let year = first ?? number(&text, 1...2), year > 0,
        let (month, day) = monthAndDay(&text)
      else { return nil }
      rest = text
      return "\(era.before + year)-\(month)-\(day)"
    }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    if digits.count == 14 {
      rest = " \(digits.suffix(6))\(text.dropFirst(14))"[...]
      return "\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))-\(digits.dropFirst(6).prefix(2))"
    }
    guard digits.count == 4, text.dropFirst(4).hasPrefix("年"), let year = number(&text, 4...4),
      let (month, day) = monthAndDay(&text)
    else { return nil }
    rest = text
    return "\(year)-\(month)-\(day)"
  }

  /// `年8月10日`, `.8.10`, `/8/10` or `-8-10`.
  private static func monthAndDay(_ rest: inout Substring) -> (month: Int, day: Int)? {
    guard let first = rest.popFirst(), let month = number(&rest, 1...2),
      let second = rest.popFirst(),
      first == "年" ? second == "月" : first == second && "./-".contains(first)
    else { return nil }
    rest = rest.drop { $0 == " " }
    guard let day = number(&rest, 1...2) else { return nil }
    if first == "年" {
      guard rest.popFirst() == "日" else { return nil }
    }
    return (month, day)
  }

  /// What follows the date, as ` 15:05:00Z`; empty where there is nothing, nil where it is no time.
  private static func clock(_ text: Substring) -> String? {
    var rest = text.drop { $0 == " " || $0 == "t" || $0 == "," }
    guard !rest.isEmpty else { return text.contains("t") ? nil : "" }
    var isAfternoon: Bool?
    for (word, value) in [("午前", false), ("午後", true), ("am", false), ("pm", true)]
    where rest.hasPrefix(word) {
      isAfternoon = value
      rest = rest.dropFirst(2).drop { $0 == " " }
    }
    var numbers = String(rest.prefix { $0.isASCII && $0.isNumber || $0 == ":" })
    rest = rest.dropFirst(numbers.count)
    guard !numbers.isEmpty else { return nil }
    if rest.first == "時" {
      rest.removeFirst()
      let minute = part(&rest, "分")
      numbers += ":" + (minute ?? "00")
      if minute != nil, let second = part(&rest, "秒") { numbers += ":" + second }
    }
    if rest.first == "." {
      let fraction = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
      numbers += "." + fraction
      rest = rest.dropFirst(1 + fraction.count)
    }
    rest = rest.drop { $0 == " " }
    for (word, value) in [("am", false), ("pm", true), ("a.m.", false), ("p.m.", true)]
    where isAfternoon == nil && rest.hasPrefix(word) {
      isAfternoon = value
      rest = rest.dropFirst(word.count).drop { $0 == " " }
    }
    if let isAfternoon {
      guard numbers.contains(":"), let hour = Int(numbers.prefix { $0 != ":" }), hour <= 12 else {
        return nil
      }
      numbers = "\(hour % 12 + (isAfternoon ? 12 : 0))" + numbers.drop { $0 != ":" }
    }
    let zones = ["utc": "Z", "gmt": "Z", "z": "Z", "jst": "+09:00"]
    return " " + numbers + (zones[String(rest)] ?? String(rest))
  }

  /// The digits in front of 分 or 秒.
  private static func part(_ rest: inout Substring, _ unit: Character) -> String? {
    var text = rest.drop { $0 == " " }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    text = text.dropFirst(digits.count)
    guard !digits.isEmpty, text.popFirst() == unit else { return nil }
    rest = text
    return String(digits)
  }

  private static func number(_ rest: inout Substring, _ digits: ClosedRange<Int>) -> Int? {
    let found = rest.prefix { $0.isASCII && $0.isNumber }
    guard digits.contains(found.count), let value = Int(found) else { return nil }
    rest = rest.dropFirst(found.count)
    return value
  }
}
