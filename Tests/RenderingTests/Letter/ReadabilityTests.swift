import Testing

@testable import Rendering

@Suite("Readability")
struct ReadabilityTests {
  private func expect(
    _ sentences: [String], mean: Double, longest: Int, kanji: Double?, score: Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let measured = try #require(Readability(sentences: sentences, .ja))
    func isNear(_ one: Double?, _ other: Double?) -> Bool {
      guard let one, let other else { return one == nil && other == nil }
      return abs(one - other) < 1e-9
    }
    #expect(isNear(measured.sentenceMean, mean), "\(measured)", sourceLocation: sourceLocation)
    #expect(measured.longest == longest, "\(measured)", sourceLocation: sourceLocation)
    #expect(isNear(measured.kanjiShare, kanji), "\(measured)", sourceLocation: sourceLocation)
    #expect(isNear(measured.tateishi, score), "\(measured)", sourceLocation: sourceLocation)
  }

  @Test func theFormulaByHand() throws {
    // 注文 受 / を けた: runs of 1.5 and 1.5. -0.84 + 11.1 - 34.77 + 115.79
    try expect(["注文を受けた。"], mean: 7, longest: 7, kanji: 3 / 7, score: 91.28)
    // メール / は で る / AB / 送, one 、. -1.32 - 2.74 + 7.4 - 23.18 - 16.2 - 4.67 + 115.79
    try expect(["メールは、ABで送る。"], mean: 11, longest: 11, kanji: 1 / 11, score: 75.08)
    // Both: 9; la 2, lh 6/5, lc 4/3, lk 3, cp 1/2.
    let both = -1.08 - 2.74 + 8.88 - 23.18 * 4 / 3 - 16.2 - 2.335 + 115.79
    try expect(["注文を受けた。", "メールは、ABで送る。"], mean: 9, longest: 11, kanji: 4 / 18, score: both)
  }

  @Test func aNameCountsInTheLengthOnly() throws {
    // 店は「」です。 and 14 characters; kanji 店, hiragana は and です.
    let score = -0.12 * 21 + 7.4 * 1.5 - 23.18 + 115.79
    for name in ["漢字漢字漢字漢字漢字漢字漢字", "アイウエオ、カキクケコ、サシスセソタチツテト"] {
      try expect(["店は「\(name)」です。"], mean: 21, longest: 21, kanji: 1 / 5, score: score)
    }
    // Two kanji that a name parts are two runs: 旧「」店だ。
    try expect(
      ["旧「甲」店だ。"], mean: 7, longest: 7, kanji: 2 / 4,
      score: -0.12 * 7 + 7.4 - 23.18 + 115.79)
  }

  @Test func anAddressIsOneWord() throws {
    // 元はURLでした。: runs 元, は, でした; the address is none.
    let score = -0.12 * 9 + 7.4 * 2 - 23.18 + 115.79
    for space in ["", " "] {
      try expect(
        ["元は\(space)http://old.example.com/a-b/?c=d#e\(space)でした。"], mean: 9, longest: 9,
        kanji: 1 / 7, score: score)
    }
  }

  @Test func scriptsAndWhatIsNone() throws {
    // 々 is kanji, ー belongs to the kana before it, ・ parts runs, full-width letters are Latin.
    try expect(
      ["佐々木・らーめん・ラーメン・ＡＢ・１2。"], mean: 20, longest: 20, kanji: 3 / 20,
      score: -2.4 - 1.37 * 2 + 7.4 * 4 - 23.18 * 3 - 5.4 * 4 + 115.79)
    try expect(["…。"], mean: 2, longest: 2, kanji: 0, score: -0.24 + 115.79)
    #expect(Readability(sentences: [], .ja) == nil)
  }

  @Test func englishIsCountedInWords() throws {
    let measured = try #require(
      Readability(sentences: ["We hold it.", "It is “A B C D E” of 3 May 2006."], .en))
    #expect(measured.sentences == 2)
    // The name counts as three words of its five.
    #expect(measured.longest == 9)
    #expect(measured.sentenceMean == 6)
    #expect(measured.kanjiShare == nil && measured.tateishi == nil)
  }

  /// What the letter contract asks of every letter (matching-and-letters 5).
  @Test(arguments: Samples.all.map(\.name))
  func noLetterIsHard(_ name: String) throws {
    let sample = try #require(Samples.all.first { $0.name == name })
    let renderer = try Files.renderer()
    let japanese = try #require(Readability(sample.letter(renderer, .ja), .ja))
    let share = try #require(japanese.kanjiShare)
    let score = try #require(japanese.tateishi)
    #expect(japanese.sentenceMean <= 45 && japanese.longest <= 60)
    #expect((0.20...0.35).contains(share) && score >= 60, "\(name) \(share) \(score)")
    let english = try #require(Readability(sample.letter(renderer, .en), .en))
    #expect(english.sentenceMean <= 18 && english.longest <= 25)
  }
}
