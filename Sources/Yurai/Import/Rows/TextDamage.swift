internal import Tabular

/// Counts the rows whose names and addresses were damaged before the file was written: nothing in the file says so, and
/// nobody is found by them any more.
struct TextDamage {
  /// Rows with `?`, `〓` or U+FFFD, which exports write for a character that their encoding does not have (trap 5).
  private(set) var substituted: Int64 = 0
  /// Rows of UTF-8 that somebody took for another encoding (trap 23).
  private(set) var misread: Int64 = 0

  private let columns: [Int]
  private let test: MisreadUTF8

  /// - Throws: `TabularError` when the C library has no CP932.
  init(_ shape: RowShape) throws(TabularError) {
    columns =
      switch shape.profile {
      case .customers, .orders, .signups, .provisionSubjects:
        ["name", "name_kana", "address", "ship_name", "ship_name_kana", "ship_address"]
          .map(shape.index).filter { $0 >= 0 && shape.fields[$0] >= 0 }
      default: []
      }
    test = try MisreadUTF8()
  }

  /// Looks at one sound row.
  mutating func look(at record: borrowing Record, _ shape: RowShape) {
    let bytes = record.bytes.span
    // Most rows hold no substitute anywhere, which is seen eight bytes at a time.
    let mayBeSubstituted = bytes.holdsSubstitute
    var (isSubstituted, isMisread) = (false, false)
    for column in columns {
      let text = bytes.extracting(shape.range(column, in: record))
      isSubstituted = isSubstituted || mayBeSubstituted && text.holdsSubstitute
      isMisread = isMisread || test.isMisread(text)
    }
    if isSubstituted { substituted += 1 }
    if isMisread { misread += 1 }
  }
}

extension Span<UInt8> {
  /// A question mark, 〓 or U+FFFD; full-width marks are somebody's own.
  var holdsSubstitute: Bool {
    let whole = count & ~7
    let isFound = withUnsafeBytes { bytes in
      for start in stride(from: 0, to: whole, by: 8) {
        let word = UInt64(
          littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
        // The last byte of each of the three; a byte after a match may be marked wrongly, and is looked at all the same.
        var marks = Self.marks(word, 0x3F) | Self.marks(word, 0x93) | Self.marks(word, 0xBD)
        while marks != 0 {
          if isSubstitute(endingAt: start + marks.trailingZeroBitCount / 8) { return true }
          marks &= marks - 1
        }
      }
      return false
    }
    return isFound || (whole..<count).contains { isSubstitute(endingAt: $0) }
  }

  private func isSubstitute(endingAt index: Int) -> Bool {
    switch self[unchecked: index] {
    case 0x3F: true
    case 0x93: index > 1 && self[index - 1] == 0x80 && self[index - 2] == 0xE3
    case 0xBD: index > 1 && self[index - 1] == 0xBF && self[index - 2] == 0xEF
    default: false
    }
  }

  /// The high bit of each byte that is the one looked for, and maybe of a byte above one.
  private static func marks(_ word: UInt64, _ byte: UInt8) -> UInt64 {
    let difference = word ^ (0x0101_0101_0101_0101 &* UInt64(byte))
    return (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080
  }
}
