import Testing

@testable import Rendering

/// `yurai letter lint`: what can be told from a letter's text alone.
@Suite("Letter check")
struct LetterCheckTests {
  /// The answer is not first, it hedges, a mall is miscalled, too many kanji, nothing in the quotation marks.
  private static let bad = """
    件名：ご回答

    拝啓、佐藤さまの情報が流出した可能性があります。

    当社はショッピングサイトの運営会社です。店舗は「」です。
    """

  private static let good = """
    件名：ご回答

    お客様の情報は、2006年5月3日のご注文のときに取得したものです。
    """

  @Test func aBadLetterIsToldByItsRules() {
    let check = LetterCheck(text: Self.bad, language: nil)
    #expect(check.language == .ja)
    #expect(
      check.problems.map(\.rule) == [
        .answerNotFirst, .hedge, .roleWord, .kanjiShare, .hardToRead, .emptyQuotation,
      ])
    let lines = check.text.split(separator: "\n")
    #expect(
      lines.prefix(6) == [
        "answerNotFirst: 拝啓、佐藤さまの情報が流出した可能性があります。",
        "hedge: 拝啓、佐藤さまの情報が流出した可能性があります。",
        "roleWord: 当社はショッピングサイトの運営会社です。", "kanjiShare: 38 %", "hardToRead: ",
        "emptyQuotation: ",
      ])
    #expect(
      lines.dropFirst(6) == [
        "3 sentences, mean 17.3, longest 24 characters, kanji 38 %, Tateishi 23.3"
      ])
  }

  @Test func theJSONHoldsNothingOfTheLetter() {
    let json = LetterCheck(text: Self.bad, language: nil).json
    #expect(
      json.hasPrefix(
        "{\"version\":1,\"language\":\"ja\",\"problems\":[\"answerNotFirst\",\"hedge\",\"roleWord\",\"kanjiShare\","
          + "\"hardToRead\",\"emptyQuotation\"],\"sentences\":3,\"sentence_mean\":17.333,"))
    #expect(json.allSatisfy(\.isASCII) && !json.contains("\n"))
    let english = LetterCheck(text: "Dear Sakura Watanabe, it may have leaked.", language: nil)
    #expect(english.problems.map(\.rule) == [.answerNotFirst, .hedge])
    #expect(english.json.contains("\"kanji_share\":null,\"tateishi\":null"))
    for word in ["Sakura", "Watanabe", "leaked"] { #expect(!english.json.contains(word)) }
  }

  @Test func aGoodLetterPasses() {
    let check = LetterCheck(text: Self.good, language: nil)
    #expect(check.problems.isEmpty)
    #expect(
      check.text
        == "no rule of the letter contract is broken\n1 sentences, mean 34.0, longest 34 characters, kanji 32 %, Tateishi 89.1\n"
    )
  }

  @Test func theLanguageIsToldFromTheText() {
    let english =
      "Subject: x\n\nYou ordered from “ちゃっかりダイエットココミン”, a storefront in the mall “トニータウン”, in May 2006."
    #expect(LetterCheck(text: english, language: nil).language == .en)
    #expect(LetterCheck(text: Self.good + "https://example.jp/a", language: nil).language == .ja)
    // What is said counts: May is no word of a Japanese list.
    #expect(LetterCheck(text: "It may be so.", language: .ja).language == .ja)
    #expect(LetterCheck(text: "It may be so.", language: .ja).problems.map(\.rule) != [.hedge])
  }

  @Test func linesThatEndAsInWindowsAreTheSameLetter() {
    let windows = LetterCheck(text: Self.bad.replacing("\n", with: "\r\n"), language: nil)
    #expect(windows.problems == LetterCheck(text: Self.bad, language: nil).problems)
  }
}
