/// A letter of which there is a picture in the tests, and with which templates are checked.
struct LetterSample: Sendable {
  var name: String
  var kind: LetterKind
  var detail: TrailDetail?
  /// What was asked; nil for a draft.
  var inquiry: LetterInquiry?

  /// The letter in one language.
  func letter(_ renderer: LetterRenderer, _ language: Language) -> Letter {
    renderer.render(kind, detail, context(language))
  }

  /// Who writes to whom.
  func context(_ language: Language) -> LetterContext {
    var context = Samples.context(language)
    context.inquiry = inquiry
    if kind.isNeutral { context.run = nil }
    return context
  }
}

/// Every kind of letter, rendered and linted with somebody's templates.
public enum SampleLetters {
  /// What is wrong, a line each: the letter, its language, and the rule that it breaks.
  public static func problems(_ renderer: LetterRenderer) -> [String] {
    Samples.all.flatMap { sample in
      Language.allCases.flatMap { language in
        LetterLint().problems(
          in: sample.letter(renderer, language), sample.kind, about: sample.detail,
          sample.context(language)
        ).map { "\(sample.name) (\(language.rawValue)): \($0.rule.rawValue): \($0.excerpt)" }
      }
    }
  }
}
