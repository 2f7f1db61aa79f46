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
    ] + linked
  }

  /// The same letters with all that an order can bring into them, and with each field in turn as the only one whose origin is
  /// open.
  private static var linked: [(name: String, kind: LetterKind, detail: TrailDetail?)] {
    Samples.letters.flatMap { name, sample in
      var detail = sample
      for index in detail.trail.trail.indices {
        detail.trail.trail[index].affiliate = .init(
          id: "a7", programme: "春の成果報酬", partner: "ポイントの泉")
        let event = detail.trail.trail[index].event
        detail.events[event]?.storefrontURL = "http://www.example.com/minato/m0003/"
      }
      let kind = LetterKind(detail)
      guard kind == .partial, let event = detail.trail.trail.first?.event else {
        return [("\(name) linked", kind, detail)]
      }
      return ContactField.allCases.map { open in
        var one = detail
        one.trail.fields = ContactField.allCases.map {
          $0 == open
            ? FieldTrace(field: $0, status: .none)
            : FieldTrace(field: $0, status: .proven, collectedBy: event)
        }
        return ("\(name) linked, without \(open)", kind, one)
      }
    }
  }

  private static let asks: [[Ask]] =
    Ask.allCases.map { [$0] } + [[.source, .purchased, .leaked], Ask.allCases]

  private static let exposures: [Exposure] = [
    Exposure(),
    Exposure(
      exposureClass: .confirmed, titleJa: "2011年11月の外部からの不正アクセス", titleEn: "Intrusion of 2011",
      items: ["name", "address", "card"]),
    Exposure(
      exposureClass: .possible, titleJa: "2011年11月の外部からの不正アクセス", titleEn: "Intrusion of 2011"),
    Exposure(
      exposureClass: .possible, titleJa: "2011年11月の外部からの不正アクセス", titleEn: "Intrusion of 2011",
      items: ["name", "address", "card"]),
    Exposure(
      exposureClass: .undetermined, titleJa: "2011年11月の外部からの不正アクセス", titleEn: "Intrusion of 2011"),
    Exposure(
      exposureClass: .notAffected, titleJa: "2011年11月の外部からの不正アクセス", titleEn: "Intrusion of 2011"),
  ]

  @Test(arguments: Language.allCases) func passes(_ language: Language) throws {
    let renderer = try Files.renderer()
    var failures: [String] = []
    for (name, kind, detail) in Self.details {
      let isLinked = name.contains("linked")
      let all = isLinked ? [[.source], [.source, .purchased, .leaked], Ask.allCases] : Self.asks
      let laws = isLinked ? [Law.appi, .gdpr] : Law.allCases
      for (asks, law) in all.flatMap({ asks in laws.map { (asks, $0) } }) {
        let possible =
          kind == .erased ? Self.exposures + [.forgotten(in: Self.exposures[1])] : Self.exposures
        for exposure in asks.contains(.leaked) && !isLinked ? possible : [Exposure()] {
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
