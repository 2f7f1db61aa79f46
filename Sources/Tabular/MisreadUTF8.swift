/// Tells text that somebody took for CP932 or Latin-1 while it was UTF-8, and saved as what he saw: `縺輔＞縺ｨ縺`, `JosÃ©`.
///
/// Written back into the encoding that it was taken for, such text is UTF-8 again, and ordinary text is not. Most text is
/// passed over at its first character that is not ASCII: misread Japanese begins with one of the rarer kanji.
public struct MisreadUTF8: Sendable {
  /// The CP932 code of each character of the basic plane; 0 for one that it does not have.
  private let codes: [UInt16]

  /// What misread Japanese begins with: the lead bytes of UTF-8 are those of these codes.
  private static let first: ClosedRange<UInt16> = 0xE340...0xE9FC

  /// The characters that Windows puts where Latin-1 has control codes, from 0x80.
  private static let windows: [UInt32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122,
    0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]

  /// Asks the C library for its table.
  /// - Throws: `TabularError` when it has none.
  public init() throws(TabularError) {
    let entries = try CP932Table.shared.get().entries
    var codes = [UInt16](repeating: 0, count: 1 << 16)
    // From the last code, so that of several codes for one character the first stays.
    for code in entries.indices.reversed() where entries[code] != 0 {
      let entry = entries[code]
      let bytes = (entry & 0xFF, entry >> 8 & 0xFF, entry >> 16 & 0xFF)
      let scalar =
        switch entry >> 24 {
        case 1: bytes.0
        case 2: (bytes.0 & 0x1F) << 6 | bytes.1 & 0x3F
        default: (bytes.0 & 0x0F) << 12 | (bytes.1 & 0x3F) << 6 | bytes.2 & 0x3F
        }
      codes[Int(scalar)] = UInt16(code)
    }
    self.codes = codes
  }

  /// Whether a text is such.
  /// - Parameter text: valid UTF-8.
  /// - Returns: false also for a single misread kanji, which cannot be told.
  public func isMisread(_ text: Span<UInt8>) -> Bool {
    var start = 0
    while start < text.count, text[unchecked: start] < 0x80 { start += 1 }
    guard start < text.count else { return false }
    switch text[unchecked: start] {
    case 0xC3:
      // One is enough: nobody writes Ã and © together.
      var bytes = Bytes()
      forEachScalar(of: text, from: start) { bytes.feed(latin: $0) }
      return bytes.whole > 0 && bytes.broken <= bytes.whole
    case 0xE7...0xE9:
      guard start + 2 < text.count, Self.first.contains(codes[Int(scalar(text, start))]) else {
        return false
      }
      var bytes = Bytes()
      forEachScalar(of: text, from: start) { bytes.feed(code: $0 < 0x1_0000 ? codes[Int($0)] : 0) }
      return bytes.wholeOfThree > 1 && bytes.broken <= bytes.wholeOfThree
    default: return false
    }
  }

  private func scalar(_ text: Span<UInt8>, _ position: Int) -> UInt32 {
    UInt32(text[position] & 0x0F) << 12 | UInt32(text[position + 1] & 0x3F) << 6
      | UInt32(text[position + 2] & 0x3F)
  }

  private func forEachScalar(
    of text: Span<UInt8>, from start: Int, _ body: (UInt32) -> Void
  ) {
    var position = start
    while position < text.count {
      let byte = text[position]
      let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      guard position + length <= text.count else { return }
      var value = length == 1 ? UInt32(byte) : UInt32(byte) & (0xFF >> UInt32(length + 1))
      for index in 1..<max(length, 1) where length > 1 {
        value = value << 6 | UInt32(text[position + index] & 0x3F)
      }
      body(value)
      position += length
    }
  }

  /// The bytes that the text was made of, and how far they are UTF-8.
  private struct Bytes {
    /// Sequences of several bytes that are UTF-8, and those of them that have three.
    var whole = 0
    var wholeOfThree = 0
    /// Bytes that are not, and characters that the encoding does not have.
    var broken = 0
    private var length = 0
    private var left = 0

    mutating func feed(code: UInt16) {
      if code == 0 {
        interrupt()
      } else {
        if code > 0xFF { feed(UInt8(code >> 8)) }
        feed(UInt8(code & 0xFF))
      }
    }

    mutating func feed(latin scalar: UInt32) {
      if scalar < 0x100 {
        feed(UInt8(scalar))
      } else if let index = MisreadUTF8.windows.firstIndex(of: scalar) {
        feed(UInt8(0x80 + index))
      } else {
        interrupt()
      }
    }

    private mutating func interrupt() {
      broken += 1
      left = 0
    }

    private mutating func feed(_ byte: UInt8) {
      if left > 0, (0x80...0xBF).contains(byte) {
        left -= 1
        guard left == 0 else { return }
        whole += 1
        if length == 3 { wholeOfThree += 1 }
        return
      }
      if left > 0 { interrupt() }
      switch byte {
      case ..<0x80: return
      case 0xC2...0xDF: length = 2
      case 0xE0...0xEF: length = 3
      case 0xF0...0xF4: length = 4
      default:
        broken += 1
        return
      }
      left = length - 1
    }
  }
}
