internal import Foundation

/// Reads times and days as exports write them, from UTF-8 bytes.
///
/// The order of day and month is declared, never guessed: `2006/5/3` and `10/2/2017` are read by the same
/// rule throughout a file. Times without an offset are in `zone`.
struct TimeReader: Sendable {
  /// The order in which a date's parts stand.
  enum Order: String, Sendable, CaseIterable {
    case yearMonthDay = "ymd"
    case monthDayYear = "mdy"
    case dayMonthYear = "dmy"
    /// Seconds since 1970-01-01 UTC.
    case epoch
  }

  private(set) var order: Order
  private let zone: TimeZone
  /// The zone's offset when it has never changed since 1970 and will not: saves a look-up a row.
  private let fixedOffset: Int64?

  init(order: Order = .yearMonthDay, zone: TimeZone) {
    self.order = order
    self.zone = zone
    let start = Date(timeIntervalSince1970: 0)
    fixedOffset =
      zone.nextDaylightSavingTimeTransition(after: start) == nil
      ? Int64(zone.secondsFromGMT(for: start)) : nil
  }

  /// When a year begins in the zone, in microseconds since 1970-01-01 00:00 UTC.
  func start(ofYear year: Int) -> Int64 {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    let start = calendar.date(from: DateComponents(year: year, month: 1, day: 1))
    return Int64(start?.timeIntervalSince1970 ?? 0) * 1_000_000
  }

  /// Microseconds since 1970-01-01 00:00 UTC; nil when the text is no time.
  ///
  /// Understood after the date: `T` or spaces, `h:mm[:ss[.ffffff]]` or `hhmmss`, then nothing, `Z`, or an
  /// offset `+09:00`, `+0900`, ` -0500`. A date alone is its midnight. Beyond that, what ``WrittenTime`` rewrites.
  func microseconds(_ text: Span<UInt8>) -> Int64? {
    if order == .yearMonthDay, let plain = PlainTime(text) {
      return plain.offset.map { (plain.local - $0) * 1_000_000 } ?? toUTC(plain.local)
    }
    return scanned(text) ?? written(text) { $0.scanned($1) }
  }

  /// What is written in words or with an era, once it is rewritten.
  private func written<Time>(
    _ text: Span<UInt8>, _ read: (TimeReader, Span<UInt8>) -> Time?
  ) -> Time? {
    guard order != .epoch, text.count <= 64,
      let written = WrittenTime(
        text.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) })
    else { return nil }
    var reader = self
    if written.isYearFirst { reader.order = .yearMonthDay }
    guard written.agrees({ reader.scannedDay($0) }) else { return nil }
    return read(reader, Array(written.plain.utf8).span)
  }

  /// The same for any text, step by step.
  func scanned(_ text: Span<UInt8>) -> Int64? {
    var scanner = ByteScanner(text)
    if order == .epoch {
      guard let seconds = scanner.number(maxDigits: 12), scanner.isAtEnd else { return nil }
      return Int64(seconds) * 1_000_000
    }
    guard let days = date(&scanner) else { return nil }
    if scanner.isAtEnd { return toUTC(Int64(days) * 86_400) }
    guard scanner.skipBetweenDateAndTime(), let clock = clock(&scanner) else { return nil }
    let local = Int64(days) * 86_400 + clock.seconds
    if let offset = offset(&scanner) {
      return scanner.isAtEnd ? (local - offset) * 1_000_000 + clock.micros : nil
    }
    guard scanner.isAtEnd else { return nil }
    return toUTC(local) + clock.micros
  }

  /// Days since 1970-01-01; nil when the text is no day.
  func day(_ text: Span<UInt8>) -> Int32? {
    scannedDay(text) ?? written(text) { $0.scannedDay($1) }
  }

  private func scannedDay(_ text: Span<UInt8>) -> Int32? {
    var scanner = ByteScanner(text)
    guard let days = date(&scanner), scanner.isAtEnd else { return nil }
    return Int32(days)
  }

  private func toUTC(_ local: Int64) -> Int64 {
    if let fixedOffset { return (local - fixedOffset) * 1_000_000 }
    // Two steps settle the offset except inside the hour that a change skips or repeats.
    var offset = Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(local))))
    offset = Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(local - offset))))
    return (local - offset) * 1_000_000
  }

  private func date(_ scanner: inout ByteScanner) -> Int? {
    let first = scanner.digits(maxDigits: 8)
    guard let first else { return nil }
    if first.count == 8 && order == .yearMonthDay {
      return Self.days(first.value / 10_000, first.value / 100 % 100, first.value % 100)
    }
    guard first.count <= 4, let separator = scanner.dateSeparator(),
      let second = scanner.digits(maxDigits: 2), scanner.dateSeparator() == separator,
      let third = scanner.digits(maxDigits: 4)
    else { return nil }
    switch order {
    case .yearMonthDay where first.count == 4 && third.count <= 2:
      return Self.days(first.value, second.value, third.value)
    case .monthDayYear where third.count == 4 && first.count <= 2:
      return Self.days(third.value, first.value, second.value)
    case .dayMonthYear where third.count == 4 && first.count <= 2:
      return Self.days(third.value, second.value, first.value)
    default: return nil
    }
  }

  private func clock(_ scanner: inout ByteScanner) -> (seconds: Int64, micros: Int64)? {
    guard let hour = scanner.digits(maxDigits: 6) else { return nil }
    var (h, m, s, micros) = (hour.value, 0, 0, Int64(0))
    if hour.count >= 5 {
      // hhmmss, whose leading zero Excel may have dropped (trap 8).
      (h, m, s) = (hour.value / 10_000, hour.value / 100 % 100, hour.value % 100)
    } else {
      guard hour.count <= 2, scanner.skip(UInt8(ascii: ":")),
        let minute = scanner.digits(maxDigits: 2)
      else { return nil }
      m = minute.value
      if scanner.skip(UInt8(ascii: ":")) {
        guard let second = scanner.digits(maxDigits: 2) else { return nil }
        s = second.value
        if scanner.skip(UInt8(ascii: ".")) {
          guard let fraction = scanner.digits(maxDigits: 9) else { return nil }
          var value = Int64(fraction.value)
          for _ in fraction.count..<9 { value *= 10 }
          micros = value / 1000
        }
      }
    }
    guard h < 24, m < 60, s < 60 else { return nil }
    return (Int64(h * 3600 + m * 60 + s), micros)
  }

  /// Seconds east of Greenwich; nil, and nothing is taken, when there is no whole offset.
  private func offset(_ scanner: inout ByteScanner) -> Int64? {
    let start = scanner
    if let seconds = wholeOffset(&scanner) { return seconds }
    scanner = start
    return nil
  }

  private func wholeOffset(_ scanner: inout ByteScanner) -> Int64? {
    _ = scanner.skip(UInt8(ascii: " "))
    if scanner.skip(UInt8(ascii: "Z")) { return 0 }
    let isEast = scanner.skip(UInt8(ascii: "+"))
    guard isEast || scanner.skip(UInt8(ascii: "-")) else { return nil }
    guard let first = scanner.digits(maxDigits: 4), first.count != 3 else { return nil }
    var (hours, minutes) = (first.value, 0)
    if first.count == 4 {
      (hours, minutes) = (first.value / 100, first.value % 100)
    } else if scanner.skip(UInt8(ascii: ":")) {
      guard let rest = scanner.digits(maxDigits: 2) else { return nil }
      minutes = rest.value
    }
    guard hours <= 15, minutes < 60 else { return nil }
    return Int64(isEast ? 1 : -1) * Int64(hours * 3600 + minutes * 60)
  }

  /// Days since 1970-01-01 in the proleptic Gregorian calendar; nil for a day that does not exist.
  static func days(_ year: Int, _ month: Int, _ day: Int) -> Int? {
    guard year >= 1, year <= 9999, month >= 1, month <= 12, day >= 1 else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = isLeap ? 29 : 28
    let length =
      month == 2 ? lengths : (month == 4 || month == 6 || month == 9 || month == 11) ? 30 : 31
    guard day <= length else { return nil }
    let y = month <= 2 ? year - 1 : year
    let era = y / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}
