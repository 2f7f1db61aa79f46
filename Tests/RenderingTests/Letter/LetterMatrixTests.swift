import Testing

@testable import Rendering

/// A letter that the lint refuses leaves a person without an answer: every kind of letter passes with every question.
@Suite("Every question in every letter: Desk")
struct LetterMatrixTests {
  private static var details: [(name: String, kind: LetterKind, detail: TrailDetail?)] {
    let recipient = Samples.all.first { $0.name == "inquiry-recipient" }?.detail
    let several = Samples.all.filter { ["inquiry-ways", "inquiry-several"].contains($0.name) }
      .map { ($0.name, $0.kind, $0.detail) }
    return Samples.letters.map { ($0.name, LetterKind($0.detail), $0.detail) } + several + [
      ("recipient", .recipient, recipient), ("unheld", .unheld, nil), ("notyou", .notYou, nil),
    ]
  }

  private static let asks: [[Ask]] =
    Ask.allCases.map { [$0] } + [[.source, .purchased, .leaked], Ask.allCases]

  private static let exposures: [Exposure] = [
    Exposure(),
    Exposure(
      exposureClass: .confirmed, titleJa: "2011年の不正アクセス", titleEn: "Intrusion of 2011",
      items: ["name", "address", "card"]),
    Exposure(
      exposureClass: .possible, titleJa: "2011年の不正アクセス", titleEn: "Intrusion of 2011"),
    Exposure(
      exposureClass: .possible, titleJa: "2011年の不正アクセス", titleEn: "Intrusion of 2011",
      items: ["name", "address", "card"]),
    Exposure(
      exposureClass: .undetermined, titleJa: "2011年の不正アクセス", titleEn: "Intrusion of 2011"),
    Exposure(
      exposureClass: .notAffected, titleJa: "2011年の不正アクセス", titleEn: "Intrusion of 2011"),
  ]

  @Test(arguments: Language.allCases) func passes(_ language: Language) throws {
    let renderer = try Files.renderer()
    var failures: [String] = []
    for (name, kind, detail) in Self.details {
      for (asks, law) in Self.asks.flatMap({ asks in Law.allCases.map { (asks, $0) } }) {
        let possible =
          kind == .erased ? Self.exposures + [.forgotten(in: Self.exposures[1])] : Self.exposures
        for exposure in asks.contains(.leaked) ? possible : [Exposure()] {
          var context = Samples.context(language)
          context.inquiry = LetterInquiry(
            asks: asks, law: law, receivedOn: Samples.day("2012-10-31"),
            exposures: asks.contains(.leaked) ? [exposure] : [],
            given: ["name", "address"])
          for isConcluded in kind.isInterim ? [false, true] : [false] {
            context.inquiry?.isConcluded = isConcluded
            let letter = renderer.render(kind, detail, context)
            let problems = LetterLint().problems(in: letter, kind, about: detail, context)
            guard !problems.isEmpty else { continue }
            let words = problems.map { "\($0.rule.rawValue) \($0.excerpt)" }.joined(separator: "; ")
            failures.append(
              "\(name) \(law) \(exposure.exposureClass?.rawValue ?? "-") \(isConcluded) \(asks.map(\.rawValue)): \(words)"
            )
          }
        }
      }
    }
    #expect(failures.isEmpty, "\(failures.count): \(failures.joined(separator: "\n"))")
  }
}
