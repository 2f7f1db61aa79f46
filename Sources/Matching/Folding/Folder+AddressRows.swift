// Hokkaido: towns are laid out in numbered rows, 月寒東三条十八丁目1-72, and the numbers alone are
// written as well, 月寒東3-18-1-72.

extension Folder {
  /// Writes what follows a municipality of Hokkaido.
  @inline(never)
  mutating func putTownOfHokkaido(_ place: Int, _ rest: Int) {
    nameInHokkaido = municipalities?.places[place].name ?? -1
    walk(rest, until: scalarCount)
    nameInHokkaido = -1
  }

  /// Whether the number just written counts the rows of a town that exists with rows only: in 藤野,
  /// where there are lots without a row too, 藤野2-7 and 藤野2条7丁目 are two places.
  func isRowOfHokkaido() -> Bool {
    var town = end
    while town > nameEnd, bytes[town &- 1] >= 0x30, bytes[town &- 1] <= 0x39 { town &-= 1 }
    return !TellingTowns.shared.isPlain(
      nameInHokkaido, bytes.span.extracting(nameEnd..<town))
  }
}
