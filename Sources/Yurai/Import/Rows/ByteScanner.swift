/// Walks over the bytes of one short field. Blanks at both ends are left out from the start.
struct ByteScanner {
  /// A copy: a scanner that kept the span could not be passed around.
  private var text = InlineArray<48, UInt8>(repeating: 0)
  private var position = 0
  private var end = 0

  /// Fields of more than 48 bytes are taken as empty: no time is that long.
  init(_ field: Span<UInt8>) {
    var start = 0
    var stop = field.count
    while start < stop && field[start] == 0x20 { start += 1 }
    while stop > start && field[stop - 1] == 0x20 { stop -= 1 }
    guard stop - start <= 48 else { return }
    end = stop - start
    for index in 0..<end { text[index] = field[start + index] }
  }

  var isAtEnd: Bool { position == end }

  /// A run of up to `maxDigits` ASCII digits; nil when there is none, or when it is longer.
  mutating func digits(maxDigits: Int) -> (value: Int, count: Int)? {
    var value = 0
    let start = position
    while position < end, text[position] &- 0x30 < 10 {
      guard position - start < maxDigits else { return nil }
      value = value * 10 + Int(text[position] - 0x30)
      position += 1
    }
    return position > start ? (value, position - start) : nil
  }

  /// The value of a run of digits.
  mutating func number(maxDigits: Int) -> Int? { digits(maxDigits: maxDigits)?.value }

  /// Skips `byte` when it is next.
  mutating func skip(_ byte: UInt8) -> Bool {
    guard position < end, text[position] == byte else { return false }
    position += 1
    return true
  }

  /// `-`, `/` or `.`, whichever is next.
  mutating func dateSeparator() -> UInt8? {
    guard position < end else { return nil }
    let byte = text[position]
    guard byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") else {
      return nil
    }
    position += 1
    return byte
  }

  /// A `T`, or one or more spaces.
  mutating func skipBetweenDateAndTime() -> Bool {
    if skip(UInt8(ascii: "T")) { return true }
    let start = position
    while skip(0x20) {}
    return position > start
  }
}
