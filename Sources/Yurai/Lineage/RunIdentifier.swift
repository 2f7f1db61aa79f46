internal import Foundation

/// A UUID of version 7 (RFC 9562, 5.7): 48 bits of milliseconds since 1970, then random bits. Later ones sort behind
/// earlier ones.
enum RunIdentifier {
  static func make(milliseconds: UInt64, random: (UInt64, UInt64)) -> String {
    let high = milliseconds << 16 | 0x7000 | random.0 & 0x0FFF
    let low = 0x8000_0000_0000_0000 | random.1 & 0x3FFF_FFFF_FFFF_FFFF
    let digits = hexadecimal(high) + hexadecimal(low)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if [8, 12, 16, 20].contains(index) { text += "-" }
      text.append(digit)
    }
    return text
  }

  static func make() -> String {
    make(
      milliseconds: UInt64(Date().timeIntervalSince1970 * 1000),
      random: (.random(in: .min ... .max), .random(in: .min ... .max)))
  }

  private static func hexadecimal(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
