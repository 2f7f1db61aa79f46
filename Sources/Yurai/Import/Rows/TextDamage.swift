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
    var (isSubstituted, isMisread) = (false, false)
    for column in columns {
      let text = bytes.extracting(shape.range(column, in: record))
      isSubstituted = isSubstituted || text.holdsSubstitute
      isMisread = isMisread || test.isMisread(text)
    }
    if isSubstituted { substituted += 1 }
    if isMisread { misread += 1 }
  }
}

extension Span<UInt8> {
  /// A question mark, 〓 or U+FFFD; full-width marks are somebody's own.
  fileprivate var holdsSubstitute: Bool {
    for index in 0..<count {
      switch self[unchecked: index] {
      case 0x3F: return true
      case 0x93 where index > 1 && self[index - 1] == 0x80 && self[index - 2] == 0xE3: return true
      case 0xBD where index > 1 && self[index - 1] == 0xBF && self[index - 2] == 0xEF: return true
      default: continue
      }
    }
    return false
  }
}
