/// A part of a sentence that may ask for something of its own.
struct Clause {
  /// Its words, without the sign behind them.
  var text: String
  /// Where it stands in the UTF-8 of the sentence.
  var place: Range<Int>
  /// Whether the sentence ends with it.
  var isLast: Bool
  /// Whether a known phrase stands in it.
  var isKnown = false
  /// Whether it holds a letter of Japanese.
  var isJapanese: Bool { text.unicodeScalars.contains { $0.value >= 0x2E80 } }

  /// The clauses of a folded sentence, in their order.
  static func split(_ sentence: String) -> [Clause] {
    let characters = Array(sentence)
    var clauses: [Clause] = []
    var (begin, place, offset) = (0, 0, 0)
    func text(_ end: Int) -> String {
      String(characters[begin..<end].drop { $0 == " " })
    }
    for index in characters.indices {
      offset += characters[index].utf8.count
      let isLast = index + 1 == characters.count
      let length = joint(characters, at: index)
      guard isLast || length != nil else { continue }
      let end = index + 1 - (length ?? 0)
      if end > begin {
        // なぜ、 belongs to what follows.
        let words = text(end)
        if !isLast, openers.contains(words) { continue }
        clauses.append(
          Clause(text: words, place: place..<offset, isLast: isLast))
      }
      (begin, place) = (index + 1, offset)
    }
    return clauses
  }

  /// How many characters that end at a place only join two clauses; nil where no clause ends.
  private static func joint(_ text: [Character], at index: Int) -> Int? {
    let character = text[index]
    if "、,;:・/。?!\u{FF61}".contains(character) {
      // 94,243 and 10:30 are one.
      let isNumber =
        index > 0 && index + 1 < text.count && text[index - 1].isNumber && text[index + 1].isNumber
      return isNumber ? nil : 1
    }
    let rest = text[(index + 1)...]
    let next = rest.first
    if character == " ", index > 0 {
      let before = String(text[max(0, index - 14)...index])
      return words.first { before.hasSuffix($0) }?.count
    }
    guard let next, index > 0 else { return nil }
    let isWord = isContent(next) || starts.contains { rest.starts(with: $0) }
    switch character {
    case "と", "や":
      // Two things, and not what is said or thought.
      let isThing =
        isContent(text[index - 1]) && text[index - 1] != "度" || "かとりみきいえせ".contains(text[index - 1])
      let ends = "思言申聞考同存関一違共"
      return isThing && isWord && !ends.contains(next) ? 1 : nil
    case "て", "で":
      // 消して、名簿を返して: each has its object.
      guard isWord, !"下頂欲貰居来置見以後".contains(next) else { return nil }
      let isVerb = "しっいんけえせめべれてげ".contains(text[index - 1])
      return isVerb && rest.prefix(24).contains("を") ? 0 : nil
    default:
      return japanese.first { text[...index].reversed().starts(with: $0.reversed()) }?.count
    }
  }

  private static func isContent(_ character: Character) -> Bool {
    guard let value = character.unicodeScalars.first?.value else { return false }
    return (0x30A0...0x30FF).contains(value) || (0x3400...0x9FFF).contains(value)
      || character.isASCII && character.isLetter
  }

  private static let openers: Set<String> = [
    "なぜ", "どうして", "なんで", "何で", "どこで", "どうやって", "一体", "いったい",
  ]
  private static let starts = ["その", "この", "お", "ご", "だれ", "どこ", "どの", "わたし", "いつ"].map {
    Array($0)
  }
  private static let japanese = [
    "および", "及び", "ならびに", "並びに", "または", "又は", "もしくは", "かつ", "それから", "そして",
  ].map { Array($0) }
  private static let words = [
    " and ", " or ", " but ", " as well as ", " plus ", " then ", " also ", " so ", " & ",
  ]
}
