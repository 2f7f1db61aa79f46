extension ColumnValue where Self: FixedWidthInteger {
  /// Reads decimal digits with an optional minus sign; nil when they do not fit.
  public init?(columnText: Span<UInt8>) {
    let isNegative = columnText.count > 0 && columnText[0] == UInt8(ascii: "-")
    var index = isNegative ? 1 : 0
    guard index < columnText.count else { return nil }
    var value: Self = 0
    while index < columnText.count {
      let digit = columnText[index] &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      // Built downwards for negative numbers, since the smallest has no positive counterpart.
      let (sum, carry) =
        isNegative
        ? product.subtractingReportingOverflow(Self(digit))
        : product.addingReportingOverflow(Self(digit))
      guard !overflow, !carry else { return nil }
      value = sum
      index += 1
    }
    self = value
  }
}

extension Int: ColumnValue {}
extension Int64: ColumnValue {}
extension Int32: ColumnValue {}
extension Int16: ColumnValue {}

extension UInt8: ColumnValue {
  /// Reads bytea in either of its output formats, hex (`\x00ff`) and escape (`\000a\\`).
  public static func columnArray(_ text: Span<UInt8>) -> [UInt8]? { ByteaText.decode(text) }
}

extension Double: ColumnValue {
  /// Reads any number, `Infinity`, `-Infinity` and `NaN`.
  public init?(columnText: Span<UInt8>) {
    self.init(String(columnText: columnText))
  }
}

extension Bool: ColumnValue {
  /// Reads `t` and `f`.
  public init?(columnText: Span<UInt8>) {
    guard columnText.count == 1 else { return nil }
    switch columnText[0] {
    case UInt8(ascii: "t"): self = true
    case UInt8(ascii: "f"): self = false
    default: return nil
    }
  }
}

extension String: ColumnValue {
  /// Takes any value as the server writes it.
  public init(columnText: Span<UInt8>) {
    self = columnText.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }
}

/// The text form of bytea (manual, 8.4).
enum ByteaText {
  static func decode(_ text: Span<UInt8>) -> [UInt8]? {
    let isHex = text.count >= 2 && text[0] == UInt8(ascii: "\\") && text[1] == UInt8(ascii: "x")
    return isHex ? decodeHex(text) : decodeEscape(text)
  }

  private static func decodeHex(_ text: Span<UInt8>) -> [UInt8]? {
    guard text.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 2 - 1)
    var index = 2
    while index < text.count {
      guard let high = digit(text[index]), let low = digit(text[index + 1]) else { return nil }
      bytes.append(high << 4 | low)
      index += 2
    }
    return bytes
  }

  private static func decodeEscape(_ text: Span<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte != UInt8(ascii: "\\") {
        bytes.append(byte)
        index += 1
      } else if index + 1 < text.count, text[index + 1] == byte {
        bytes.append(byte)
        index += 2
      } else {
        guard index + 3 < text.count else { return nil }
        var value = 0
        for position in index + 1...index + 3 {
          let digit = text[position] &- UInt8(ascii: "0")
          guard digit < 8 else { return nil }
          value = value << 3 | Int(digit)
        }
        guard let byte = UInt8(exactly: value) else { return nil }
        bytes.append(byte)
        index += 4
      }
    }
    return bytes
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
