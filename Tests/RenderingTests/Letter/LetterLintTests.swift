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
    (.hedge, .ja, "ほかの会社に渡ったかも知れません。"), (.hedge, .ja, "流出の恐れもあります。"),
    (.hedge, .en, "It is possible that it leaked."),
    (.hedge, .en, "Your data could be in the hands of others."),
    (.doubleNegation, .ja, "お断りせざるをえません。"),
    (.forbiddenWord, .ja, "お客様は98件に該当しておりません。"),
    (.forbiddenWord, .ja, "お客様のご注文に該当はございませんでした。"),
    (.forbiddenWord, .en, "You do not fall under the 98 cases."),
    (.roleWord, .ja, "当社はショッピング・サイトの運営会社です。"), (.roleWord, .ja, "当社はＥＣサイトの運営会社です。"),
    (.roleWord, .ja, "当社は買い物サイトの運営会社です。"), (.roleWord, .en, "We operate an e-commerce site."),
    (.unlicensedStatement, .ja, "名簿業者から買ったものではありません。"),
    (.unlicensedStatement, .ja, "名簿の業者は使っていません。"),
    (.unlicensedStatement, .ja, "お客様の情報を業者から買うことはない。"),
    (.unlicensedStatement, .en, "Your data did not come from a list broker."),
    (.unlicensedStatement, .en, "We don't use list sellers."),
    (.unlicensedStatement, .ja, "外部の業者から得た情報ではありません。"),
    (.unlicensedStatement, .ja, "お客様の情報は、適正に取得したものです。"),
    (.unlicensedStatement, .en, "Your data do not come from a vendor."),
    (.unlicensedStatement, .en, "Your data were lawfully collected."),
    (.unlicensedStatement, .en, "Nobody sold us your data."),
    (.unlicensedStatement, .en, "You are the only source of your data."),
    (.unlicensedStatement, .ja, "情報の出どころはお客様ご本人だけです。"),
    (.unlicensedStatement, .ja, "お客様の情報をほかから入手していません。"),
    // Without the mark at its end, or with another, it is one all the same.
    (.longSentence, .ja, String(repeating: "あ", count: 60) + "！"),
    (.longSentence, .ja, String(repeating: "あ", count: 60) + "です"),
    (.longSentence, .en, "So. " + String(repeating: "word ", count: 25) + "word"),
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
    // A sentence of 61 characters stands here on one line, which is too wide as well. And the one word in katakana, ten
    // characters long, makes the whole hard to read.
    let also: [LetterProblem.Rule] = sentence.contains("ショッピングサイト") ? [.hardToRead] : []
    // Who denies a leak twice denies it.
    let denied: LetterProblem.Rule? = rule == .doubleNegation ? .unlicensedStatement : nil
    #expect(
      found.filter { $0 != .wideLine && $0 != denied || rule == $0 } == [rule] + also)
  }

  @Test func theDenialIsLicensedByATracedRecordOnly() throws {
    let denial = "\n購入した名簿ではありません。\n"
    #expect(try problems({ $0 + denial }, .ja, Samples.traced).isEmpty)
    for (_, detail) in Samples.letters where detail.trail.verdict != .traced {
      #expect(try problems({ $0 + denial }, .ja, detail) == [.unlicensedStatement])
    }
  }

  private static let leakDenials: [(Language, String)] = [
    (.ja, "お客様の情報は流出していません。"), (.ja, "情報はどこにも漏れていません。"), (.ja, "お客様の情報は安全です。"),
    (.ja, "お客様のデータは無事です。"), (.ja, "この事故の影響はございません。"), (.ja, "お客様は今回の件の対象ではありません。"),
    (.ja, "どうぞご安心ください。"), (.ja, "情報の漏えいは一切ない。"), (.ja, "お客様の情報が盗まれた事実はありません。"),
    (.ja, "流出：ありません。お客様のカードは守られています。"), (.en, "Your data are safe and have not been leaked."),
    (.en, "Your data are safe."), (.en, "Nothing was leaked."), (.en, "You were not affected."),
    (.en, "There was no breach of your data."), (.en, "Your data never leaked."),
    (.en, "None of your data got out."), (.en, "We know of no leak, so nothing got out."),
  ]

  private func leak(
    _ sentence: String, _ language: Language, _ exposures: [Exposure]
  ) throws -> Set<LetterProblem.Rule> {
    var context = Samples.context(language)
    context.inquiry = LetterInquiry(
      asks: [.leaked], receivedOn: Samples.day("2012-10-31"), exposures: exposures)
    var letter = try Files.renderer().render(Samples.traced, context)
    letter.text += "\n\n" + sentence + "\n"
    return Set(LetterLint().problems(in: letter, about: Samples.traced, context).map(\.rule))
      .intersection([.unlicensedStatement])
  }

  private func exposure(_ exposureClass: ExposureClass?, _ name: String = "A") -> Exposure {
    Exposure(
      exposureClass: exposureClass, titleJa: "事故\(name)", titleEn: "incident \(name)",
      items: ["name"])
  }

  @Test(arguments: leakDenials)
  func aLeakIsDeniedOnlyWhereItsClassSaysSo(_ language: Language, _ sentence: String) throws {
    for known: ExposureClass? in [.confirmed, .possible, .undetermined, nil] {
      #expect(
        try leak(sentence, language, [exposure(known)]) == [.unlicensedStatement],
        "\(String(describing: known)) \(sentence)")
    }
    #expect(try leak(sentence, language, []) == [.unlicensedStatement], "\(sentence)")
    #expect(try leak(sentence, language, [exposure(.notAffected)]).isEmpty, "\(sentence)")
    // Where another incident did affect the person, it has to be named.
    let both = [exposure(.confirmed), exposure(.notAffected, "B")]
    #expect(try leak(sentence, language, both) == [.unlicensedStatement], "\(sentence)")
  }

  @Test func ofTwoIncidentsTheOneIsNamed() throws {
    let both = [exposure(.confirmed), exposure(.notAffected, "B")]
    #expect(try leak("「事故B」で、お客様の情報は流出していません。", .ja, both).isEmpty)
    #expect(try leak("In “incident B” your data were not leaked.", .en, both).isEmpty)
    #expect(try leak("「事故A」で、お客様の情報は流出していません。", .ja, both) == [.unlicensedStatement])
  }

  @Test(arguments: [
    (Language.ja, "お客様の情報の流出は、確認されていません。"), (.ja, "今日の時点で、当社が把握している流出はありません。"),
    (.ja, "流出したという記録も見つかっていません。"), (.ja, "お客様の情報が流出したかどうかは、まだ分かっていません。"),
    (.ja, "お客様の情報は、鍵のかかる安全な場所に置きます。"), (.en, "No leak of your data is known."),
    (.en, "We know of no leak from our systems."),
    (.en, "We found no record of a leak of them either."),
    (.en, "We do not yet know whether your data were leaked."),
    (.en, "We keep your data in a secure place."),
  ])
  func whatIsKnownOfALeakMayBeSaid(_ language: Language, _ sentence: String) throws {
    for known: ExposureClass? in [.confirmed, .possible, .undetermined, nil] {
      #expect(try leak(sentence, language, [exposure(known)]).isEmpty, "\(sentence)")
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

  /// Thanks, regret, and how many others it befell: what letters of 2012 began with.
  @Test(arguments: [
    (Language.ja, "このたびは、お問い合わせをいただき、まことにありがとうございます。"), (.ja, "お問い合わせいただきありがとうございます。"),
    (.ja, "いつもお世話になっております。"), (.ja, "この件では、98枚のカードの情報が見られました。"),
    (.ja, "９４，２４３件の情報が見られました。"), (.en, "Thanks for your message."),
    (.en, "We apologise for the worry."), (.en, "The data of 98 cards were seen."),
    (.en, "We have 94,243 customers."),
  ])
  func whatIsNoAnswerIsNotFirst(_ language: Language, _ first: String) {
    #expect(wordingProblems(in: first, language).contains(.answerNotFirst))
  }

  @Test(arguments: [
    (Language.ja, "お問い合わせを、5月3日に受け付けました。"), (.ja, "お客様の情報は、2006年5月3日のご注文の際に取得したものです。"),
    (.en, "We collected your personal data on 3 May 2006, when you ordered at a shop."),
  ])
  func datesAreNoCounts(_ language: Language, _ first: String) {
    #expect(!wordingProblems(in: first, language).contains(.answerNotFirst))
  }

  @Test func quotedNamesAreNotTheLettersWords() throws {
    let sentence = "\n店舗は「可能性のショッピングサイト、あ、い、う、え、お、" + String(repeating: "長", count: 60) + "」です。\n"
    #expect(try problems({ wrapped($0 + sentence) }, .ja, Samples.untraced).isEmpty)
    #expect(try problems({ $0 + "\nIt is “may not, never, no”.\n" }, .en, Samples.untraced).isEmpty)
    #expect(try problems({ $0 + "\nIt was on 3 May 2006.\n" }, .en, Samples.untraced).isEmpty)
  }

  /// Each pair is on the two sides of a limit: a whole letter of a few sentences, and one character or word more or less.
  static let limits: [(LetterProblem.Rule, Language, fails: String, passes: String)] = [
    (.answerNotWithin60, .ja, mixed(15, of: 61) + short, mixed(15, of: 60) + short),
    (.answerNotWithin60, .en, words(26) + " " + words(9), words(25) + " " + words(9)),
    (.longMean, .ja, mixed(15, of: 45) + mixed(15, of: 46), mixed(15, of: 45) + mixed(15, of: 45)),
    (.longMean, .en, words(18) + " " + words(19), words(18) + " " + words(18)),
    (.kanjiShare, .ja, mixed(7, of: 40) + mixed(8, of: 40), mixed(8, of: 40) + mixed(8, of: 40)),
    (.kanjiShare, .ja, mixed(7, of: 20) + mixed(8, of: 20), mixed(7, of: 20) + mixed(7, of: 20)),
    // 59.97 and 60.33: hiragana in runs of 5.2 and 5.25, sentences of 13.2 and 13.25 characters.
    (.hardToRead, .ja, hard(4) + hard(1, 6), hard(3) + hard(1, 6)),
  ]

  private static let short = "住所です。"
  private static func kana(_ count: Int) -> String { String(repeating: "あ", count: count) }
  private static func words(_ count: Int) -> String {
    String(repeating: "word ", count: count - 1) + "word."
  }
  /// A sentence of so many characters, with so many kanji, each by itself.
  private static func mixed(_ kanji: Int, of length: Int) -> String {
    String(repeating: "字あ", count: kanji) + kana(length - 2 * kanji - 1) + "。"
  }
  /// Sentences of four kanji in a row, some hiragana, and digits that thin out the kanji.
  private static func hard(_ count: Int, _ kana: Int = 5) -> String {
    String(repeating: "漢字漢字\(Self.kana(kana))123。", count: count)
  }

  @Test(arguments: limits)
  func theLimitIsWhereItIsSaid(
    _ rule: LetterProblem.Rule, _ language: Language, _ fails: String, _ passes: String
  ) {
    func found(_ text: String) -> [LetterProblem.Rule] {
      wordingProblems(in: text, language)
    }
    // An answer that is too long is a sentence that is too long as well.
    let expected = rule == .answerNotWithin60 ? [rule, .longSentence] : [rule]
    #expect(found(fails) == expected)
    #expect(found(passes).isEmpty)
  }

  @Test func aLongSentenceElsewhereIsNotTheAnswer() {
    #expect(wordingProblems(in: Self.short + Self.mixed(15, of: 61), .ja) == [.longSentence])
  }

  private func wordingProblems(in text: String, _ language: Language) -> [LetterProblem.Rule] {
    let lines = LineWrap(width: 74, measure: DisplayWidth(language)).lines(text)
    let letter = Letter(subject: "", text: lines.joined(separator: "\n"), html: "")
    return LetterLint().wordingProblems(in: letter, language).map(\.rule)
  }

  private func strangers(_ text: String, _ others: [String], own: [String] = []) -> [String] {
    let letter = Letter(subject: "", text: text, html: "")
    let problems = LetterLint().strangers(in: letter, others, own: own)
    #expect(problems.allSatisfy { $0.rule == .anotherPerson })
    return problems.map(\.excerpt)
  }

  @Test func aValueOfAnotherPersonIsFoundHoweverItIsWritten() {
    let others = ["渡邉 さくら", "06-1234-5678", "大阪府大阪市北区梅田1-1-1"]
    #expect(strangers("お客様は、山田 花子です。", others).isEmpty)
    #expect(strangers("渡邉さくら様のご注文です。", others) == ["渡邉さくら"])
    #expect(strangers("渡邉\u{3000}さくら様のご注文です。", others) == ["渡邉さくら"])
    #expect(strangers("ご住所は大阪府大阪市\n  北区梅田1-\n1-1です。", others) == ["大阪府大阪市北区梅田1-1-1"])
    #expect(strangers("渡邉さくら\n06-1234-\n5678", others) == ["渡邉さくら", "06-1234-5678"])
  }

  @Test func aValueThatThePersonSharesIsHers() {
    let text = "ご住所は大阪市梅田1-1-1です。渡邉 花子様。"
    let others = ["大阪市梅田1-1-1", "渡邉 花子"]
    #expect(strangers(text, others, own: ["大阪市 梅田1-1-1"]) == ["渡邉花子"])
    #expect(strangers(text, others, own: ["大阪市梅田1-1-1", "渡邉\u{3000}花子"]).isEmpty)
    // Only the same value is: not one that holds it.
    #expect(strangers(text, ["大阪市梅田1-1-1"], own: ["大阪市梅田1-1-12"]) == ["大阪市梅田1-1-1"])
  }

  @Test func oneCharacterOrTwoTellNothing() {
    #expect(strangers("李 明様、林 さん", ["李", "李 明", "林", ""]).isEmpty)
    #expect(strangers("李 明明様", ["李 明明"]) == ["李明明"])
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
