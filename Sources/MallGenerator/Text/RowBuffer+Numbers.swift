/// How the digits of a number are written.
enum DigitWidth {
  case half
  case full
}

extension RowBuffer {
  mutating func digit(_ value: Int, _ width: DigitWidth = .half) {
    switch width {
    case .half:
      bytes.append(UInt8(truncatingIfNeeded: 0x30 &+ value))
    case .full:
      // U+FF10...U+FF19.
      bytes.append(0xEF)
      bytes.append(0xBC)
      bytes.append(UInt8(truncatingIfNeeded: 0x90 &+ value))
    }
  }

  /// Appends a number that is not negative, with leading zeros up to `digits`.
  mutating func number(_ value: Int, digits: Int = 1, _ width: DigitWidth = .half) {
    var divisor = 1
    var count = 1
    while count < digits || value / divisor >= 10 {
      divisor *= 10
      count += 1
    }
    var rest = value
    while divisor > 0 {
      digit(rest / divisor, width)
      rest %= divisor
      divisor /= 10
    }
  }

  /// `07:05:09`.
  mutating func clock(_ moment: Int) {
    let second = moment % Calendar.secondsADay
    number(second / 3600, digits: 2)
    append(UInt8(ascii: ":"))
    number(second / 60 % 60, digits: 2)
    append(UInt8(ascii: ":"))
    number(second % 60, digits: 2)
  }

  /// `2006-05-03`.
  mutating func date(_ moment: Int, _ calendar: Calendar) {
    bytes.append(contentsOf: calendar.text(day: moment / Calendar.secondsADay))
  }

  /// `20060503`.
  mutating func compactDate(_ moment: Int, _ calendar: Calendar) {
    for byte in calendar.text(day: moment / Calendar.secondsADay)
    where byte != UInt8(ascii: "-") {
      append(byte)
    }
  }

  /// `2006-05-03T00:05:00+09:00`, as the canonical files write an instant.
  mutating func instant(_ moment: Int, _ calendar: Calendar) {
    date(moment, calendar)
    append(UInt8(ascii: "T"))
    clock(moment)
    append("+09:00")
  }

  /// `2006-05-03 00:05:00`, without a zone, as the exports of shops write it.
  mutating func localTime(_ moment: Int, _ calendar: Calendar) {
    date(moment, calendar)
    append(UInt8(ascii: " "))
    clock(moment)
  }

  /// `2006/05/03 00:05:00`.
  mutating func slashedTime(_ moment: Int, _ calendar: Calendar) {
    for byte in calendar.text(day: moment / Calendar.secondsADay) {
      append(byte == UInt8(ascii: "-") ? UInt8(ascii: "/") : byte)
    }
    append(UInt8(ascii: " "))
    clock(moment)
  }
}
