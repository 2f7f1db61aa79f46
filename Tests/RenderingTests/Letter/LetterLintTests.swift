import Testing

@testable import Rendering

@Suite("Letter lint")
struct LetterLintTests {
  static let bad: [(LetterProblem.Rule, Language, String)] = [
    (.hedge, .ja, "お客様の情報が流出した可能性があります。"),
    (.hedge, .en, "Your data may be affected."), (.hedge, .en, "Perhaps it leaked."),
    (.hedge, .en, "Might it leak?"), (.hedge, .en, "Your data could have leaked."),
    (.hedge, .ja, "おそらく流出しました。"), (.hedge, .ja, "流出の恐れは残ります。"),
    (.doubleNegation, .en, "It is not impossible that it leaked."),
    (.doubleNegation, .ja, "流出しなかったわけではありません。"),
    (.forbiddenWord, .ja, "お客様は98件にも94,243件にも該当しませんでした。"),
    (.doubleNegation, .ja, "取得していないとは申し上げられません。"),
    (.doubleNegation, .ja, "お答えできないことはありません。"),
    (.doubleNegation, .en, "We cannot say that it was not collected."),
    (.roleWord, .ja, "当社はショッピングサイトの運営会社です。"),
    (.roleWord, .en, "We operate a shopping site."),
    (.longSentence, .ja, String(repeating: "あ", count: 60) + "。"),
    (.longSentence, .en, String(repeating: "word ", count: 25) + "word."),
    (.manyCommas, .ja, "あ、い、う、え、おです。"),
    (.unlicensedStatement, .ja, "購入した名簿ではありません。"),
    (.unlicensedStatement, .en, "We never bought a list."),
    (.emptyQuotation, .ja, "店舗は「」です。"),
    (.emptyAnswer, .ja, "3. 流出："),
    (.emptyAnswer, .en, "3. End of use: "),
    (.hostileCharacter, .ja, "店舗\u{202E}です。"),
    (.wideLine, .en, String(repeating: "x", count: 81)),
    (.tooLong, .ja, String(repeating: "\n", count: 70)),
  ]

  private func problems(
    _ change: (String) -> String, _ language: Language, _ detail: TrailDetail
  ) throws -> [LetterProblem.Rule] {
    let context = Samples.context(language)
    var letter = try Files.renderer().render(detail, context)
    letter.text = change(letter.text)
    return LetterLint().problems(in: letter, about: detail, context).map(\.rule)
  }

  @Test(arguments: bad)
  func findsWhatIsForbidden(
    _ rule: LetterProblem.Rule, _ language: Language, _ sentence: String
  ) throws {
    let found = try problems({ $0 + "\n" + sentence + "\n" }, language, Samples.untraced)
    // A sentence of 61 characters stands here on one line, which is too wide as well; and one sentence
    // changes the figures of the whole.
    let aside: Set<LetterProblem.Rule> = [.wideLine, .longMean, .kanjiShare, .hardToRead]
    #expect(found.filter { !aside.contains($0) || rule == $0 } == [rule])
  }

  @Test func theDenialIsLicensedByATracedRecordOnly() throws {
    let denial = "\n購入した名簿ではありません。\n"
    #expect(try problems({ $0 + denial }, .ja, Samples.traced).isEmpty)
    for (_, detail) in Samples.letters where detail.trail.verdict != .traced {
      #expect(try problems({ $0 + denial }, .ja, detail) == [.unlicensedStatement])
    }
  }

  @Test func missesNames() throws {
    #expect(
      try problems({ $0.replacing("ドクタートニー健康館", with: "某モール") }, .ja, Samples.traced)
        == [.missingName])
  }

  @Test func missesAnAnswerAtTheTop() throws {
    #expect(
      try problems(
        { $0.replacing("お客様の情報の取得元を、", with: "拝啓　お客様の情報の取得元を、") }, .ja,
        Samples.untraced) == [.answerNotFirst])
    #expect(
      try problems(
        { $0.replacing("\n\nお客様の情報の取得元を", with: "\n\nご回答\n\nお客様の情報の取得元を") },
        .ja, Samples.untraced) == [.answerNotFirst])
  }

  @Test func quotedNamesAreNotTheLettersWords() throws {
    let sentence = "\n店舗は「可能性のショッピングサイト、あ、い、う、え、お、" + String(repeating: "長", count: 60) + "」です。\n"
    #expect(try problems({ wrapped($0 + sentence) }, .ja, Samples.untraced).isEmpty)
    #expect(try problems({ $0 + "\nIt is “may not, never, no”.\n" }, .en, Samples.untraced).isEmpty)
    #expect(try problems({ $0 + "\nIt was on 3 May 2006.\n" }, .en, Samples.untraced).isEmpty)
  }

  @Test func aDescriptionHoldsNoText() {
    let problem = LetterProblem(rule: .missingName, excerpt: "髙橋")
    #expect("\(problem)" == "missingName")
  }

  private func wrapped(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
      LineWrap(width: 74, measure: DisplayWidth(.ja)).lines(String(line))
    }.joined(separator: "\n")
  }
}
