import Testing

@testable import Rendering

@Suite("Columns")
struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("漢字", 4), ("ｶﾞ", 2), ("か\u{3099}", 2), ("e\u{301}", 1), ("ＡＢ", 4),
    ("髙﨑𠮷", 6), ("葛\u{E0100}", 2), ("한글", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("😀", 2),
    ("\u{200B}", 0), ("〒105-0000", 10), ("「」", 4), ("\u{1B}", 0), ("～", 2), ("　", 2),
  ])
  func countsColumns(_ text: String, _ columns: Int) {
    #expect(DisplayWidth(.en).columns(text) == columns)
    #expect(DisplayWidth(.ja).columns(text) == columns)
  }

  @Test(arguments: ["…", "○", "①", "└", "α", "Я", "“", "×", "\u{E000}"])
  func countsAmbiguousCharactersByLanguage(_ text: String) {
    #expect(DisplayWidth(.en).columns(text) == 1)
    #expect(DisplayWidth(.ja).columns(text) == 2)
  }

  @Test func rangesAreAscending() {
    for ranges in [DisplayWidth.wide, DisplayWidth.ambiguous] {
      for (left, right) in zip(ranges, ranges.dropFirst()) {
        #expect(left.upperBound < right.lowerBound)
      }
    }
  }

  @Test func padsToColumns() {
    #expect(DisplayWidth(.ja).padded("漢", to: 4) == "漢  ")
    #expect(DisplayWidth(.ja).rightAligned("漢", to: 4) == "  漢")
    #expect(DisplayWidth(.ja).padded("漢字", to: 3) == "漢字")
  }
}

@Suite("Hostile characters")
struct NeutralTests {
  @Test(arguments: [
    ("a\u{202E}b", "a<U+202E>b", "ab"), ("a\u{1B}[2Jb", "a<U+001B>[2Jb", "a[2Jb"),
    ("a\nb\tc\r\nd", "a b c  d", "a b c d"), ("\u{FEFF}x\u{200B}", "<U+FEFF>x<U+200B>", "x"),
    ("\u{9B}31m", "<U+009B>31m", "31m"), ("\u{E0041}", "<U+E0041>", ""),
    ("葛\u{E0100}城", "葛\u{E0100}城", "葛\u{E0100}城"), ("می\u{200C}خ", "می\u{200C}خ", "می\u{200C}خ"),
    ("\u{2066}x\u{2069}", "<U+2066>x<U+2069>", "x"), ("a\u{2028}b", "a b", "a b"),
  ])
  func areShownOrDropped(_ text: String, _ visible: String, _ plain: String) {
    #expect(Neutral.visible(text) == visible)
    #expect(Neutral.plain(text) == plain)
  }

  @Test func aNameCannotEndItsQuotation() {
    #expect(Neutral.quotable("」でのご注文「") == "』でのご注文『")
    #expect(Neutral.quotable("x” “y\"") == "x' 'y'")
  }
}
