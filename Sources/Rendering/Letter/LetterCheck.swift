/// Checks the wording of a letter from its text alone: what Yurai wrote, or what a clerk did.
///
/// It knows no record, so it cannot say whether a name or a date is right; `LetterLint` can.
public struct LetterCheck: Sendable {
  /// What breaks the contract, in the order of the text.
  public let problems: [LetterProblem]
  /// How easily it reads; nil when it has no sentence.
  public let readability: Readability?
  /// The language that it was checked as.
  public let language: Language

  /// Checks the plain text of a letter. The language is told from the text when nil.
  public init(text: String, language given: Language?) {
    var (japanese, latin) = (0, 0)
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x3040...0x30FF, 0x4E00...0x9FFF: japanese += 1
      case 0x41...0x5A, 0x61...0x7A: latin += 1
      default: break
      }
    }
    // A letter in English quotes the Japanese names of shops; a Japanese one holds an address or two.
    let isJapanese = japanese > latin / 2
    let language = given ?? (isJapanese ? .ja : .en)
    self.language = language
    let letter = Letter(subject: "", text: text.replacing("\r\n", with: "\n"), html: "")
    problems = LetterLint().wordingProblems(in: letter, language)
    readability = Readability(letter, language)
  }

  /// For a reader: what is wrong and where; then the figures.
  public var text: String {
    var lines = problems.map { problem in
      "\(problem.rule.rawValue): \(Neutral.visible(problem.excerpt))"
    }
    if problems.isEmpty { lines.append("no rule of the letter contract is broken") }
    lines.append(figures)
    return lines.joined(separator: "\n") + "\n"
  }

  /// One line of JSON; no part of the text is in it.
  public var json: String {
    let rules = problems.map { "\"\($0.rule.rawValue)\"" }.joined(separator: ",")
    func number(_ value: Double?) -> String {
      value.map { String(($0 * 1000).rounded() / 1000) } ?? "null"
    }
    return "{\"version\":1,\"language\":\"\(language.rawValue)\",\"problems\":[\(rules)],"
      + "\"sentences\":\(readability?.sentences ?? 0),\"sentence_mean\":\(number(readability?.sentenceMean)),"
      + "\"longest\":\(readability?.longest ?? 0),\"kanji_share\":\(number(readability?.kanjiShare)),"
      + "\"tateishi\":\(number(readability?.tateishi))}"
  }

  private var figures: String {
    guard let readability else { return "no sentence" }
    func tenth(_ value: Double) -> String { String((value * 10).rounded() / 10) }
    var parts = [
      "\(readability.sentences) sentences",
      "mean \(tenth(readability.sentenceMean)), longest \(readability.longest) "
        + (language == .ja ? "characters" : "words"),
    ]
    if let share = readability.kanjiShare {
      parts.append("kanji \(Int((share * 100).rounded())) %")
    }
    if let score = readability.tateishi { parts.append("Tateishi \(tenth(score))") }
    return parts.joined(separator: ", ")
  }
}
