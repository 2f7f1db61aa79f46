/// Stops a letter that has a character for which no font has a glyph.
///
/// The renderer would leave such a character out without a word, and a name that lacks a character
/// is somebody else's. It happens with the private-use characters (外字) of old shop systems and
/// with rare kanji when only a small font is installed.
public struct GlyphCheck: Sendable {
  /// So many different code points are told. More of them would spell the name, and then it is not
  /// one rare character but the font that is missing.
  private static let toldLimit = 3

  private let coverage: FontCoverage

  /// - Parameter charsets: What `fc-list :scalable=true --format '%{fontformat} %{charset}\n'`
  ///   prints.
  public init(charsets: String) {
    coverage = FontCoverage(charsets: charsets)
  }

  /// Looks up every character that the letter shows.
  ///
  /// Characters without ink are exempt: spaces, line ends, joiners, variation selectors.
  ///
  /// - Throws: `YuraiError` that tells how many characters lack a glyph and in which parts of the
  ///   letter; also when the HTML is not such that `LetterPrint` can read it.
  public func check(html: String) throws {
    var missing: [Unicode.Scalar] = []
    var places: [String] = []
    for piece in try LetterPrint(html: html).pieces {
      let lacking = piece.text.unicodeScalars.filter { !isExempt($0) && !coverage.contains($0) }
      guard !lacking.isEmpty else { continue }
      missing += lacking
      if !places.contains(piece.place) { places.append(piece.place) }
    }
    guard !missing.isEmpty else { return }
    let count = missing.count == 1 ? "1 character has" : "\(missing.count) characters have"
    throw YuraiError(
      "no PDF was made, because \(count) no glyph in any installed font: \(told(missing))in "
        + places.joined(separator: ", ") + ". Install a font that has them (fonts-ipamj-mincho "
        + "has the kanji of names, fonts-noto-cjk more scripts), or correct the record if they "
        + "are private-use characters")
  }

  private func told(_ missing: [Unicode.Scalar]) -> String {
    let points = Set(missing.map(\.value)).sorted()
    guard points.count <= Self.toldLimit else { return "" }
    let names = points.map { point in
      let digits = String(point, radix: 16, uppercase: true)
      return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
    return names.joined(separator: ", ") + " "
  }

  private func isExempt(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint
  }
}
