/// The line feed that ends every line.
let newline = UInt8(ascii: "\n")

extension String {
  /// The lines of a text that ends with a line feed, without their line feeds; else nothing.
  ///
  /// Bytes are compared and never characters: for Swift two texts are equal when they look the
  /// same, while a signature covers the bytes.
  var terminatedLines: [Substring.UTF8View]? {
    guard utf8.last == newline else { return nil }
    return utf8.split(separator: newline, omittingEmptySubsequences: false).dropLast()
  }

  /// Whether this can be a line: not empty, and without the control characters that a signed note
  /// excludes (below U+0020).
  var isLine: Bool { !isEmpty && utf8.allSatisfy { $0 >= 0x20 } }

  /// Whether this can be the name of a key: not empty, no Unicode space, no plus, no control
  /// character (C2SP signed-note, "Format").
  var isKeyName: Bool {
    isLine
      && unicodeScalars.allSatisfy { !$0.properties.isWhitespace && $0 != "+" }
  }

  /// Whether both are the same bytes.
  func hasSameBytes(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}

extension String {
  /// Eight hexadecimal digits, as key ids are written.
  init(keyID: UInt32) {
    let digits = String(keyID, radix: 16)
    self = String(repeating: "0", count: 8 - digits.count) + digits
  }
}
