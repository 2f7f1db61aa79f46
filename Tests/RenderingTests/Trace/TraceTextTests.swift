import Testing

@testable import Rendering

@Suite("Text of trace")
struct TraceTextTests {
  static let cases = Samples.letters.flatMap { sample in
    Language.allCases.map { (sample.name, $0) }
  }

  @Test(arguments: cases)
  func matchesItsSnapshot(_ name: String, _ language: Language) throws {
    let detail = try #require(Samples.letters.first { $0.name == name }).detail
    let text = TraceText(language: language).render(detail)
    try Files.expect(text, matches: "trace-\(name).\(language.rawValue).txt")
    expectWidth(text, language)
  }

  @Test(arguments: Language.allCases)
  func showsValuesOnlyWhenAsked(_ language: Language) throws {
    let hidden = TraceText(language: language).render(Samples.several)
    let shown = TraceText(language: language, showValues: true).render(Samples.several)
    for value in ["健一", "u2.5578", "０９０", "岡山"] {
      #expect(!hidden.contains(value))
    }
    #expect(shown.contains("u2.5578@exam") && shown.contains("髙橋"))
    try Files.expect(shown, matches: "trace-values.\(language.rawValue).txt")
    expectWidth(shown, language)
  }

  @Test func putsTheVerdictFirstAndEventsInTimeOrder() throws {
    var detail = Samples.several
    detail.trail.trail.reverse()
    let text = TraceText(language: .en).render(detail)
    #expect(text.hasPrefix("Verdict: traced\n"))
    let first = try #require(text.firstRange(of: "2006-05-03 00:05"))
    let second = try #require(text.firstRange(of: "2011-12-23 21:10"))
    #expect(first.lowerBound < second.lowerBound)
    #expect(text.contains("orders-2006.csv:123") && text.contains("orders-2011.csv:9"))
    #expect(text.contains("(has since left)") && text.contains("(now named ドクタートニー)"))
  }

  @Test(arguments: Language.allCases)
  func keepsHostileValuesHarmlessAndNarrow(_ language: Language) {
    let long = String(repeating: "長い名前", count: 40)
    let hostile = "\u{1B}]0;x\u{7}\u{202E}evil\n├─ fake" + long
    var event = Samples.order
    event.storefront = hostile
    event.merchant = .init(id: hostile, name: hostile)
    event.event = "order:" + String(repeating: "x", count: 200)
    event.source.file = hostile
    var record = Samples.orderDetail
    record.operatorName = hostile
    record.settlementID = hostile
    record.provision = Samples.consent
    let detail = Samples.detail(
      .traced, Samples.fields(.proven, by: event.event), [event], [event.event: record])
    let text = TraceText(language: language, showValues: true).render(detail)
    #expect(!text.unicodeScalars.contains { $0 != "\n" && Neutral.isHostile($0) })
    #expect(text.contains("<U+202E>"))
    #expect(!text.contains("\n├─ fake"))
    expectWidth(text, language)
  }

  private func expectWidth(_ text: String, _ language: Language) {
    for line in text.split(separator: "\n") {
      #expect(DisplayWidth(language).columns(line) <= 80, "\(line)")
    }
  }
}
