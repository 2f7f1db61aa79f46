/// The language of what a person reads. Machine output is English and takes no `Language`.
public enum Language: String, Codable, Sendable, CaseIterable {
  /// 日本語
  case ja
  /// English
  case en

  /// Picks the text of this language, so that a label and its translation stand side by side.
  func pick(ja japanese: String, en english: String) -> String {
    self == .ja ? japanese : english
  }
}
