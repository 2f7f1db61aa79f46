/// A sentence for a person, in both languages.
public struct Sentence: Hashable, Sendable {
  /// 日本語
  public let ja: String
  /// English
  public let en: String

  /// The same in both languages.
  public init(_ ja: String, _ en: String) {
    self.ja = ja
    self.en = en
  }

  /// One sentence, and what follows on it.
  static func + (left: Sentence, right: Sentence) -> Sentence {
    Sentence(left.ja + right.ja, left.en + right.en)
  }
}

/// Why a claim does not hold. A check throws it, and it becomes the claim's outcome.
struct Refusal: Error, Hashable {
  let why: Sentence

  init(_ ja: String, _ en: String) { why = Sentence(ja, en) }
  init(_ why: Sentence) { self.why = why }
}
