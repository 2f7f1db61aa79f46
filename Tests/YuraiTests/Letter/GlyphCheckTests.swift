import Testing

@testable import Yurai

/// A letter with a character that no font has is stopped, and the message spells no name.
@Suite struct GlyphCheckTests {
  /// ASCII, kana, and the kanji of `page()` with 髙﨑.
  private let check = GlyphCheck(
    charsets: "TrueType 21-7e 3041-30ff\nCFF 5c71 7530 7b54 4ef6 540d 5f53 793e 4e00 4e8c 6b04 65e5"
      + " 624b 9806 6ce8 9ad9 fa11\n")

  @Test("all there") func complete() throws {
    try check.check(html: page(addressee: "髙﨑"))
  }

  @Test(
    "characters without ink are exempt",
    arguments: [
      " ", "\n", "\t", "\u{3000}", "\u{A0}", "\u{FE00}", "\u{E0101}", "\u{200D}", "\u{200C}",
    ])
  func exempt(_ text: String) throws {
    try check.check(html: page(addressee: "髙" + text + "﨑"))
  }

  @Test(
    "one that is missing is told with its place",
    arguments: [
      ("\u{F8FF}", "U+F8FF"), ("澤", "U+6FA4"), ("𠮷", "U+20BB7"), ("\u{7}", "U+0007"),
      ("&#xE000;", "U+E000"),
    ])
  func missing(_ text: String, _ point: String) {
    let html = page(addressee: "髙" + text)
    let words = message { try check.check(html: html) }
    #expect(words.contains("1 character has no glyph"))
    #expect(words.contains("\(point) in the addressee's name."))
    #expect(!words.contains("髙"))
    #expect(text.hasPrefix("&") || !words.contains(text))
  }

  @Test("several places are all told, each once") func places() {
    let html = page(addressee: "澤澤", paragraphs: ["一", "邊"])
    let words = message { try check.check(html: html) }
    #expect(words.contains("3 characters have no glyph"))
    #expect(words.contains("U+6FA4, U+908A in the addressee's name, paragraph 2."))
  }

  @Test("a whole name is never spelt") func whole() {
    let html = page(addressee: "渡邊𠮷澤")
    let words = message { try check.check(html: html) }
    #expect(words.contains("4 characters have no glyph in any installed font: in the addressee's"))
    #expect(!words.contains("U+"))
  }

  @Test("what a style sheet prints is looked at too") func style() {
    let html = page(style: "p::before { content: '澤' }")
    #expect(message { try check.check(html: html) }.contains("U+6FA4 in the style sheet"))
  }

  @Test("without fonts nothing is printed") func noFonts() {
    #expect(
      message { try GlyphCheck(charsets: "").check(html: page()) }.contains("characters have"))
  }
}
