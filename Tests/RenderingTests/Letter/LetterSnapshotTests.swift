import Testing

@testable import Rendering

@Suite("Letters")
struct LetterSnapshotTests {
  static let cases = Samples.all.flatMap { sample in
    Language.allCases.map { (sample.name, $0) }
  }

  private func letter(_ name: String, _ language: Language) throws -> (Letter, LetterSample) {
    let sample = try #require(Samples.all.first { $0.name == name })
    return (sample.letter(try Files.renderer(), language), sample)
  }

  @Test(arguments: cases)
  func matchesItsSnapshot(_ name: String, _ language: Language) throws {
    let (letter, _) = try letter(name, language)
    try Files.expect(letter.text, matches: "letter-\(name).\(language.rawValue).txt")
    try Files.expect(letter.html, matches: "letter-\(name).\(language.rawValue).html")
  }

  @Test("the examples of the documentation are the snapshots", arguments: cases)
  func isTheExample(_ name: String, _ language: Language) throws {
    // Written by `make docs`.
    let (letter, _) = try letter(name, language)
    #expect(try Files.example("\(name).\(language.rawValue).txt") == letter.text)
  }

  @Test(arguments: cases)
  func passesTheLint(_ name: String, _ language: Language) throws {
    let (letter, sample) = try letter(name, language)
    let problems = LetterLint().problems(
      in: letter, sample.kind, about: sample.detail, sample.context(language))
    #expect(problems.isEmpty, "\(problems.map { "\($0.rule): \($0.excerpt)" })")
  }

  @Test(arguments: cases)
  func keepsToItsWidth(_ name: String, _ language: Language) throws {
    let (letter, _) = try letter(name, language)
    let measure = DisplayWidth(language)
    for line in letter.text.split(separator: "\n") {
      #expect(measure.columns(line) <= 76, "\(line)")
    }
  }

  @Test(arguments: cases)
  func deniesAPurchaseOnlyWhenTraced(_ name: String, _ language: Language) throws {
    let (letter, sample) = try letter(name, language)
    let text = letter.text.filter { !$0.isWhitespace }
    let says =
      text.contains("購入した名簿から取得したものではありません") || text.contains("notcomefromapurchasedlist")
    let isTraced =
      sample.detail?.trail.verdict == .traced && sample.kind != .recipient
      && sample.detail?.ways.count == 1
    // In an answer to questions it stands where it was asked, and only there.
    let asked = sample.inquiry.map { $0.asks.contains(.purchased) }
    #expect(says ? isTraced : !isTraced || asked == false)
  }

  @Test func everyKindHasASample() {
    #expect(Set(Samples.all.map(\.kind)) == Set(LetterKind.allCases))
  }

  @Test func theFirstLineOfTheFoundingCaseIsTheAnswer() throws {
    let (letter, _) = try letter("traced", .ja)
    let body = LetterBody(letter, .ja)
    #expect(
      body.sentences.first?.text
        == "お客様の情報は、2006年5月3日に「ちゃっかりダイエットココミン」（現在は退店）でのご注文の際に取得したものです。")
    #expect(body.sentences.map(\.text).contains("この店舗は、当時「ドクタートニー健康館」というモールに出店していました。"))
    #expect(body.sentences.map(\.text).contains("当社は、このモールの運営会社です。"))
  }
}
