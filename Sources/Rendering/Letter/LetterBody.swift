/// The paragraphs and sentences of a finished plain-text letter, with the wrapping undone.
struct LetterBody {
  /// What follows the subject, a blank line between each two.
  private(set) var paragraphs: [String] = []
  /// Everything in them that ends like a sentence, without numbers of steps.
  private(set) var sentences: [LetterWords] = []
  /// The sentences without those of footnotes.
  private(set) var prose: [LetterWords] = []
  let language: Language

  init(_ letter: Letter, _ language: Language) {
    self.language = language
    let blocks = letter.text.split(separator: "\n\n").map { block in
      block.split(separator: "\n").map { line in String(line.drop { $0 == " " }) }
    }
    let label = language.pick(ja: "件名：", en: "Subject: ")
    // The subject itself may be wrapped; its label is never.
    let start = blocks.firstIndex { $0.first?.hasPrefix(label) == true }
    for block in blocks.dropFirst(start.map { $0 + 1 } ?? 0) {
      for piece in LetterBody.units(block) {
        let text = piece.reduce("") { LetterBody.join($0, $1, language) }
        paragraphs.append(text)
        let found = LetterBody.sentences(text, language).map { LetterWords($0, language) }
        sentences += found
        if !text.hasPrefix(language.pick(ja: "※ ", en: "* ")) { prose += found }
      }
    }
  }

  /// Two lines as they were before they were wrapped: a Japanese name in an English sentence is broken without a space.
  private static func join(_ text: String, _ line: String, _ language: Language) -> String {
    func isWide(_ character: Character?) -> Bool {
      character?.unicodeScalars.first.map { $0.value >= 0x2E80 } ?? false
    }
    let isWithin = language == .ja || isWide(text.last) && isWide(line.first)
    return text.isEmpty || isWithin ? text + line : text + " " + line
  }

  /// Steps and headings are units of their own although no blank line parts them.
  private static func units(_ block: [String]) -> [[String]] {
    var units: [[String]] = []
    for line in block {
      let marker = line.prefix { $0.isNumber }
      if !marker.isEmpty, line.dropFirst(marker.count).hasPrefix(". ") {
        units.append([String(line.dropFirst(marker.count + 2))])
      } else if units.isEmpty || units.last?.first?.hasPrefix("■") == true {
        units.append([line])
      } else {
        units[units.count - 1].append(line)
      }
    }
    return units
  }

  /// Ends are 。, ！ and ？ and, in English, a full stop before a space; not inside quotation marks or parentheses. What has no
  /// end, such as a table, is no sentence, unless one stands before it in the paragraph, or it ends as a Japanese one does.
  private static func sentences(_ text: String, _ language: Language) -> [String] {
    var sentences: [String] = []
    var current = ""
    var depth = 0
    let characters = Array(text)
    for (index, character) in characters.enumerated() {
      current.append(character)
      if "「（“(".contains(character) { depth += 1 }
      if "」）”)".contains(character) { depth = max(0, depth - 1) }
      let isLast = index == characters.count - 1 || characters[index + 1] == " "
      let ends =
        language == .ja
        ? "。！？".contains(character) || "!?".contains(character) && isLast
        : ".?!".contains(character) && isLast
      if ends, depth == 0 {
        sentences.append(current.trimmed)
        current = ""
      }
    }
    let rest = current.trimmed
    let isOne =
      language == .ja
      ? ["です", "ます", "した", "ません", "ください", "でしょう", "である", "…"].contains(where: rest.hasSuffix)
      : !sentences.isEmpty && rest.count { $0 == " " } >= 3
    // Columns are parted by more than one space.
    if isOne, !rest.contains("  ") { sentences.append(rest) }
    return sentences
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
