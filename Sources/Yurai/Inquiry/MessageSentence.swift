internal import Foundation

/// A sentence of a message.
struct MessageSentence {
  /// Folded as phrases are.
  var text: String
  /// Whether it is written as a name or a heading is: Hanako Yamada.
  var isSigned: Bool

  /// The sentences of a message. A line end within a sentence ends none, unless what comes before it is whole, or the
  /// line behind it is empty.
  static func split(_ message: String, folding: (String) -> String) -> [MessageSentence] {
    var sentences: [MessageSentence] = []
    var current = ""
    func end(_ isEnded: Bool) {
      let text = folding(current)
      if text.contains(where: { !$0.isWhitespace }) {
        sentences.append(MessageSentence(text: text, isSigned: isName(current, isEnded)))
      }
      current = ""
    }
    var gap = ""
    for character in message {
      if character.isWhitespace {
        gap.append(character)
        continue
      }
      if !gap.isEmpty {
        if isEnd(current, gap, before: character) { end(false) }
        current += gap
        gap = ""
      }
      current.append(character)
      if "。？！?!.．\u{FF61}".contains(character) { end(true) }
    }
    end(false)
    return sentences
  }

  private static func isEnd(_ text: String, _ gap: String, before next: Character) -> Bool {
    let lines = gap.count(where: \.isNewline)
    if lines > 1 { return true }
    guard let last = text.last else { return false }
    if last.isASCII { return lines == 1 && next.isUppercase && !text.hasSuffix(",") }
    return ends.contains(where: text.hasSuffix)
  }

  /// Ends of a Japanese sentence that nobody marked.
  private static let ends = [
    "か", "です", "ます", "ません", "ました", "せ", "ろ", "くれ", "ください", "下さい", "たい", "だ", "な", "よ", "ね", "こと",
    "ほしい", "欲しい", "でした", "して", "けど", "が", "さい", "ない", "た",
  ]

  /// Every word begins as a name does, and not all of it is shouted; or somebody says who writes.
  private static func isName(_ text: String, _ isEnded: Bool) -> Bool {
    let introduction = text.range(of: "y name is ")
    if isEnded, introduction == nil { return false }
    let text = introduction.map { text[$0.upperBound...] } ?? text[...]
    let words = text.split { !$0.isLetter && $0 != "'" && $0 != "-" && $0 != "." }
    guard (1...5).contains(words.count) else { return false }
    return words.allSatisfy { $0.first?.isUppercase == true }
      && words.allSatisfy { !PlainWords.isEnglish($0.lowercased()) }
      && !words.allSatisfy { $0.allSatisfy { !$0.isLowercase } }
  }
}
