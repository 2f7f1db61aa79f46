/// How many terminal columns a text takes, by Unicode UAX #11. Scalars are summed rather than
/// grapheme clusters, as terminals do: a line may come out shorter than reckoned, never longer.
struct DisplayWidth: Sendable {
  /// Whether East Asian Ambiguous characters (○, …, Greek) count as two columns. Japanese
  /// terminals differ; two is the safe answer to "does it fit in 80".
  var ambiguousIsWide: Bool

  /// Japanese text is measured for the wider terminals.
  init(_ language: Language) {
    ambiguousIsWide = language == .ja
  }

  /// Columns of the whole text.
  func columns(_ text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + columns($1) }
  }

  /// 0, 1 or 2. Combining marks, variation selectors and format characters take none.
  func columns(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x7F { return value < 0x20 ? 0 : 1 }
    // Kana and kanji, most of what is measured; nothing else stands in these ranges.
    if (0x4E00...0x9FFF).contains(value) || (0x30A1...0x30FE).contains(value)
      || (0x3041...0x3096).contains(value)
    {
      return 2
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .nonspacingMark, .enclosingMark, .lineSeparator,
      .paragraphSeparator:
      // The soft hyphen is a format character that terminals show.
      return value == 0xAD ? 1 : 0
    default: break
    }
    // Hangul vowels and finals join the syllable before them.
    if (0x1160...0x11FF).contains(value) { return 0 }
    if DisplayWidth.contains(DisplayWidth.wide, value) { return 2 }
    if ambiguousIsWide, DisplayWidth.contains(DisplayWidth.ambiguous, value) { return 2 }
    return 1
  }

  /// `text` with spaces behind it up to `width` columns; longer text is returned as it is.
  func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - columns(text)))
  }

  /// `text` with spaces before it up to `width` columns.
  func rightAligned(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - columns(text))) + text
  }

  private static func contains(_ ranges: [ClosedRange<UInt32>], _ value: UInt32) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < value {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < ranges.count && ranges[low].contains(value)
  }
}
