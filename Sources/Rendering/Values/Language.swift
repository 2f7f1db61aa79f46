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

  /// Words in a row, as a sentence has them: 「お名前・ご住所」, "name, telephone number and postal address".
  func enumeration(_ words: [String]) -> String {
    guard self == .en, words.count > 1, let last = words.last else {
      return words.joined(separator: "・")
    }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }
}
