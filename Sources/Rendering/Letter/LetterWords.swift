/// What the contract asks of one sentence.
struct LetterWords {
  private let language: Language
  /// The sentence as it is.
  let text: String
  /// The sentence with quoted names cut down, for counting.
  private let counted: String
  /// The sentence without quoted names, for the word lists: 「」 or X stands where a name stood.
  let own: String

  init(_ sentence: String, _ language: Language) {
    self.language = language
    text = sentence
    var counted = ""
    var own = ""
    var quoted: String?
    for character in LetterWords.shorteningAddresses(sentence) {
      if "「“".contains(character), quoted == nil {
        quoted = ""
      } else if "」”".contains(character), let name = quoted {
        counted += LetterWords.cut(name, language)
        own += language == .ja ? "「」" : " X "
        quoted = nil
      } else if quoted != nil {
        quoted?.append(character)
      } else {
        counted.append(character)
        own.append(character)
      }
    }
    self.counted = counted
    self.own = own + (quoted ?? "")
  }

  /// Characters without spaces (ja) or words (en), punctuation included.
  var length: Int {
    language == .ja
      ? counted.count { $0 != " " } : counted.split(separator: " ").count
  }

  var isLong: Bool { length > (language == .ja ? 60 : 25) }

  var commas: Int { own.count { $0 == "、" } }

  var hedges: Bool {
    language == .ja
      ? ["可能性", "恐れがあ", "おそれがあ", "恐れは", "おそれは", "かもしれ", "と思われ", "と推測", "おそらく", "恐らく"].contains(
        where: own.contains)
      : tokens.contains("may") || own.lowercased().contains("could have")
        || !Set(tokens.map { $0.lowercased() })
          .isDisjoint(with: ["might", "possibly", "perhaps", "probably", "maybe"])
  }

  var negatesTwice: Bool {
    guard language == .ja else {
      let list = own.lowercased().split { !$0.isLetter && $0 != "'" }
      let negations: Set<Substring> = [
        "not", "no", "never", "cannot", "nothing", "nobody", "without", "unlikely",
        "impossible",
      ]
      return list.count { negations.contains($0) || $0.hasSuffix("n't") } > 1
    }
    let patterns = [
      "ないとは", "ないわけでは", "なくはな", "なくもな", "ないことはな", "ないこともな", "ないものではな", "ざるを得",
      "ないではいられ",
    ]
    // Of ありません only the end is one.
    guard own.contains("ません") || own.contains("ない") || own.contains("なく") || own.contains("ざる")
    else { return false }
    let negations = own.replacing("ありません", with: "ません").matches(of: /ません|ない|なかった/).count
    return negations > 1 || patterns.contains(where: own.contains)
  }

  var isForbidden: Bool {
    let japanese = [
      "該当しません", "該当いたしません", "適宜", "しかるべく", "思料", "申し添え", "ご査収", "とのことです",
    ]
    let english = ["does not correspond", "do not correspond", "not applicable to", "pursuant to"]
    return language == .ja
      ? japanese.contains(where: own.contains)
      : english.contains(where: own.lowercased().contains)
  }

  var miscallsMall: Bool {
    let japanese = ["ショッピングサイト", "通販サイト", "ショッピングモール", "ECサイト", "ネットショップ", "オンラインショップ"]
    let english = [
      "shopping site", "web shop", "online shop", "marketplace", "platform", "shopping mall",
    ]
    return language == .ja
      ? japanese.contains(where: own.contains)
      : english.contains(where: own.lowercased().contains)
  }

  var deniesPurchase: Bool {
    let lists = language == .ja ? own.contains("購入") : own.lowercased().contains("purchased list")
    let bought = language == .en && (tokens.contains("bought") || tokens.contains("buy"))
    let denies =
      language == .ja
      ? own.contains("ありません") || own.contains("いません") || own.contains("ません")
      : !tokens.isDisjoint(with: ["not", "no", "never"])
    return (lists || bought) && denies
  }

  private var tokens: Set<String> {
    // Case counts: May is a month.
    Set(own.split { !$0.isLetter }.map(String.init))
  }

  /// A web address is one word to a reader: `URL`. In Japanese no space need stand around it.
  private static func shorteningAddresses(_ sentence: String) -> String {
    guard sentence.utf8.contains(UInt8(ascii: ":")) else { return sentence }
    return sentence.replacing(
      /[A-Za-z]+:\/\/[!-~]*[0-9A-Za-z\/]/.asciiOnlyCharacterClasses(), with: "URL")
  }

  private static func cut(_ name: String, _ language: Language) -> String {
    guard language == .en else { return "「" + name.prefix(14) + "」" }
    let words = name.split(separator: " ")
    return "“" + words.prefix(3).joined(separator: " ") + "”"
  }
}
