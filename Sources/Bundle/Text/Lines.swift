/// Text of which every line ends in a line feed, as all files of a bundle are.
enum Lines {
  static let feed = UInt8(ascii: "\n")

  /// The lines without their line feeds, none for an empty file; nothing when the last one is cut.
  static func of(_ bytes: [UInt8]) -> [ArraySlice<UInt8>]? {
    guard let last = bytes.last else { return [] }
    guard last == feed else { return nil }
    return Array(bytes.dropLast().split(separator: feed, omittingEmptySubsequences: false))
  }
}

extension String {
  /// Whether both are the same bytes: for Swift two texts are equal when they look the same.
  func hasSameBytes(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }

  /// Whether it is 64 lower-case hexadecimal digits.
  var isSHA256: Bool {
    utf8.count == 64
      && utf8.allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      }
  }

  /// A whole number from 0 to 2^53 without sign or leading zeros.
  var decimalCount: Int64? {
    guard let number = Int64(self), (0...1 << 53).contains(number),
      "\(number)".hasSameBytes(as: self)
    else {
      return nil
    }
    return number
  }
}
