import Testing

@testable import Rendering

@Suite("Line breaks")
struct LineWrapTests {
  private func wrap(_ text: String, _ width: Int, indent: Int = 0) -> [String] {
    LineWrap(width: width, measure: DisplayWidth(.ja)).lines(text, indent: indent)
  }

  @Test func breaksLatinTextBetweenWords() {
    #expect(wrap("one two three", 8) == ["one two", "three"])
    #expect(wrap("one  two", 4) == ["one", "two"])
  }

  @Test func breaksJapaneseAnywhereButByKinsoku() {
    #expect(wrap("あいうえお", 4) == ["あい", "うえ", "お"])
    // 。 and 」 do not start a line, 「 does not end one.
    #expect(wrap("あい。う", 4) == ["あ", "い。", "う"])
    #expect(wrap("あい「う」え", 6) == ["あい", "「う」", "え"])
    #expect(wrap("キャッシュ", 6) == ["キャッ", "シュ"])
  }

  @Test func keepsNumbersWithTheirCounters() {
    #expect(wrap("ああ2006年5月", 6) == ["ああ", "2006年", "5月"])
  }

  @Test func splitsWhatIsLongerThanALine() {
    #expect(wrap("http://example.com/", 8) == ["http://", "example.", "com/"])
    #expect(wrap("」」」」」", 4) == ["」」", "」」", "」"])
  }

  @Test func indentsAndKeepsEmptyParagraphs() {
    #expect(wrap("aa bb cc", 5, indent: 2) == ["aa bb", "  cc"])
    #expect(wrap("", 10) == [""])
    #expect(wrap("   ", 10) == [""])
  }

  @Test(arguments: 2...40)
  func neverExceedsTheWidthAndLosesNothing(_ width: Int) {
    let text = "「あ」、www.example.com/ａｂｃ①②…2012年11月2日（第12回）。The quick brown fox 😀葛\u{E0100}"
    let lines = wrap(text, width)
    let measure = DisplayWidth(.ja)
    #expect(lines.allSatisfy { measure.columns($0) <= width })
    #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
  }
}

@Suite("Tables and trees")
struct TextTableTests {
  private let measure = DisplayWidth(.ja)

  @Test func alignsByColumns() {
    let table = TextTable(
      columns: [.init(title: "項目"), .init(title: "n", alignsRight: true)],
      rows: [["氏名", "1"], ["a", "1,234"]], width: 80, measure: measure)
    #expect(table.lines == ["項目      n", "----  -----", "氏名      1", "a     1,234"])
  }

  @Test func wrapsTheFlexibleColumn() {
    let table = TextTable(
      columns: [.init(title: "A"), .init(title: "B", isFlexible: true)],
      rows: [["x", "あいうえおかき"]], width: 11, measure: measure, indent: 1)
    #expect(table.lines == [" A  B", " -  -------", " x  あいう", "    えおか", "    き"])
    #expect(table.lines.allSatisfy { measure.columns($0) <= 11 })
  }

  @Test(arguments: [20, 40, 80])
  func fitsEvenWhenNothingIsFlexible(_ width: Int) {
    let cells = (0..<5).map { String(repeating: "字", count: 10 * ($0 + 1)) }
    let table = TextTable(
      columns: cells.map { .init(title: $0) }, rows: [cells], width: width, measure: measure)
    #expect(table.lines.allSatisfy { measure.columns($0) <= width })
  }

  @Test func drawsATree() {
    let tree = TextTree(
      text: "a",
      children: [TextTree(text: "b", children: [TextTree(text: "c")]), TextTree(text: "d")])
    #expect(
      tree.lines(width: 80, measure: measure, indent: 1)
        == [" a", " ├─ b", " │  └─ c", " └─ d"])
  }
}
