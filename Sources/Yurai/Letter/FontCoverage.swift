/// The characters that the installed fonts have, all fonts together.
///
/// The renderer falls back from font to font until one has the character (Pango asks fontconfig for
/// all of them), so what any font has is printed, and what none has is left out of the letter.
struct FontCoverage: Sendable {
  /// The arguments of `fc-list` whose answer `init(charsets:)` reads. Bitmap fonts do not count.
  static let question = [":scalable=true", "--format", "%{fontformat} %{charset}\n"]

  /// Ascending, none touching the next.
  let ranges: [ClosedRange<UInt32>]

  /// - Parameter charsets: A line for each font: its format, then hexadecimal code points and ranges
  ///   of them, `TrueType 20-7e a0 20bb7`. Pango takes TrueType and CFF only, so other formats are
  ///   passed over, and so is a word that cannot be read.
  init(charsets: String) {
    var found: Set<ClosedRange<UInt32>> = []
    for line in charsets.utf8.split(separator: UInt8(ascii: "\n")) {
      var words = line.split(separator: UInt8(ascii: " ")).map { Substring($0) }[...]
      guard let format = words.popFirst(), format == "TrueType" || format == "CFF" else { continue }
      found.formUnion(words.compactMap(Self.range))
    }
    var ranges: [ClosedRange<UInt32>] = []
    for range in found.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = ranges.last, range.lowerBound <= last.upperBound + 1 {
        ranges[ranges.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        ranges.append(range)
      }
    }
    self.ranges = ranges
  }

  /// Whether a font has a glyph for it.
  func contains(_ scalar: Unicode.Scalar) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < scalar.value { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(scalar.value)
  }

  private static func range(_ word: Substring) -> ClosedRange<UInt32>? {
    let ends = word.split(separator: "-", omittingEmptySubsequences: false)
      .map { UInt32($0, radix: 16) }
    guard ends.count <= 2, let low = ends.first ?? nil, let high = ends.last ?? nil,
      low <= high, high <= 0x10FFFF
    else { return nil }
    return low...high
  }
}
