import Testing

@testable import Yurai

/// What `fc-list` prints, as sets of characters.
@Suite struct FontCoverageTests {
  @Test(
    "lines become ranges",
    arguments: [
      ("TrueType 20-7e", [0x20...0x7E]),
      ("CFF 41 43 42", [0x41...0x43]),
      ("TrueType 20bb7", [0x20BB7...0x20BB7]),
      // Overlapping, touching and contained ones, across fonts.
      ("TrueType 20-30\nCFF 28-40\nCFF 41\nTrueType 22", [0x20...0x41]),
      ("TrueType 20-30 32-40", [0x20...0x30, 0x32...0x40]),
      // The last character there is.
      ("TrueType 10fffd-10ffff", [0x10FFFD...0x10FFFF]),
    ] as [(String, [ClosedRange<UInt32>])])
  func ranges(_ text: String, _ expected: [ClosedRange<UInt32>]) {
    #expect(FontCoverage(charsets: text).ranges == expected)
  }

  @Test(
    "formats that Pango does not take, and what cannot be read, count for nothing",
    arguments: [
      "", "\n\n", "TrueType", "TrueType ", "Type 1 20-7e", "PCF 20-7e", " 20-7e", "20-7e",
      "TrueType 7e-20", "TrueType -7e", "TrueType 20-", "TrueType 20-30-40", "TrueType zz",
      "TrueType 110000", "TrueType ffffffffff",
    ])
  func nothing(_ text: String) {
    #expect(FontCoverage(charsets: text).ranges.isEmpty)
  }

  @Test("a character is looked up in the middle and at the ends") func contains() {
    let coverage = FontCoverage(charsets: "TrueType 41-43 45 9ad9 20bb7-20bb9")
    for scalar in ["A", "B", "C", "E", "髙", "𠮷", "\u{20BB9}"] as [Unicode.Scalar] {
      #expect(coverage.contains(scalar))
    }
    for scalar in ["@", "D", "F", "高", "\u{20BB6}", "\u{20BBA}", "\0"] as [Unicode.Scalar] {
      #expect(!coverage.contains(scalar))
    }
    #expect(!FontCoverage(charsets: "").contains("A"))
  }
}
