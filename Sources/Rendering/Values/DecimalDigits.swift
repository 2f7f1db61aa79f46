/// ASCII decimal digits. `Int(_:)` is not used for dates because it takes a sign.
enum DecimalDigits {
  /// The value of 1 to 9 ASCII digits; nil for anything else.
  static func value(_ text: some StringProtocol) -> Int? {
    let bytes = text.utf8
    guard (1...9).contains(bytes.count) else { return nil }
    var value = 0
    for byte in bytes {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
  }

  /// `value` with leading zeros up to `width`; for values from 0.
  static func padded(_ value: Int, to width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  /// 1234567 as 1,234,567.
  static func grouped(_ value: Int) -> String {
    var digits = Array(String(value.magnitude))
    var position = digits.count - 3
    while position > 0 {
      digits.insert(",", at: position)
      position -= 3
    }
    return (value < 0 ? "-" : "") + String(digits)
  }
}
