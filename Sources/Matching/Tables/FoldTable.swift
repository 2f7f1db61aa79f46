/// What one kind of field makes of a scalar: a flat array over the basic plane, so that the common
/// case is one load and one test. Built once for the process.
///
/// A cell is the folded scalar itself. The surrogates' range, which no scalar has, is free for codes.
final class FoldTable: Sendable {
  /// The scalar vanishes: invisible characters, variation selectors.
  static let dropped: UInt16 = 0xD800
  /// A mark that makes the kana before it voiced (゛) or semi-voiced (゜).
  static let voiced: UInt16 = 0xD801
  static let semiVoiced: UInt16 = 0xD802
  /// A mark that repeats the scalar before it (々), or repeats it voiced (ゞ).
  static let repeated: UInt16 = 0xD803
  static let repeatedVoiced: UInt16 = 0xD804
  /// From here on the n-th of `expansions`.
  private static let firstExpansion: UInt16 = 0xD810

  /// One cell for each scalar up to U+FFFF.
  let cells: [UInt16]
  private let expansions: [[UInt32]]
  private let above: [UInt32: UInt32]

  /// Widths, compatibility forms, case, spaces, dashes: for e-mail, phone, postal code.
  static let plain = FoldTable(ScalarForms.plain)
  /// And variant kanji, accents, repetition marks: for names and readings.
  static let person = FoldTable(ScalarForms.person)
  /// As for persons, with what only place names have.
  static let place = FoldTable(ScalarForms.place)

  private init(_ forms: ScalarForms) {
    var cells = [UInt16](0...0xFFFF)
    var expansions: [[UInt32]] = []
    var above: [UInt32: UInt32] = [:]
    for (scalar, form) in forms.forms {
      if scalar > 0xFFFF {
        // No scalar above the basic plane folds to more than one.
        above[scalar] = form.first ?? 0
        continue
      }
      switch form.count {
      case 0:
        cells[Int(scalar)] = FoldTable.dropped
      case 1 where form[0] <= 0xFFFF:
        cells[Int(scalar)] = UInt16(form[0])
      default:
        cells[Int(scalar)] = FoldTable.firstExpansion + UInt16(expansions.count)
        expansions.append(form)
      }
    }
    for (scalar, code) in forms.codes { cells[Int(scalar)] = code }
    self.cells = cells
    self.expansions = expansions
    self.above = above
  }

  /// The scalars that an expansion's cell stands for.
  func expansion(_ cell: UInt16) -> [UInt32] {
    let index = Int(cell) - Int(FoldTable.firstExpansion)
    return expansions.indices.contains(index) ? expansions[index] : []
  }

  /// The folded form of a scalar above U+FFFF; 0 when it vanishes.
  @inline(never)
  func supplementary(_ scalar: UInt32) -> UInt32 {
    // Ideographic variation selectors choose a glyph, not a character.
    if scalar >= 0xE0000 && scalar <= 0xE0FFF { return 0 }
    return above[scalar] ?? scalar
  }
}
