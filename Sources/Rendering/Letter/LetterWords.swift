internal import Foundation

/// What the contract asks of one sentence.
struct LetterWords {
  let language: Language
  /// The sentence as it is.
  let text: String
  /// The sentence with quoted names cut down, for counting.
  private let counted: String
  /// The sentence without quoted names, for the word lists: 「」 or X stands where a name stood.
  let own: String
  /// The same as a reader hears it: compatibility forms, no middle dots and no spaces in Japanese.
  let heard: String

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
    let plain = self.own.precomposedStringWithCompatibilityMapping
    heard = language == .ja ? plain.filter { !"・･ \u{3000}".contains($0) } : plain.lowercased()
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
      ? [
        "可能性", "恐れが", "おそれが", "恐れは", "おそれは", "恐れも", "おそれも", "かもしれ", "かも知れ", "と思われ", "と推測", "おそらく",
        "恐らく",
      ].contains(where: heard.contains)
      : tokens.contains("may")
        || ["could have", "could be", " possible that"].contains(where: heard.contains)
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
      "ないとは", "ないわけでは", "なくはな", "なくもな", "ないことはな", "ないこともな", "ないものではな", "ざるを得", "ざるをえ",
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
      "該当しません", "該当いたしません", "該当しており", "該当しない", "該当はござい", "該当はあり", "該当がござい", "該当があり", "該当なし", "適宜",
      "しかるべく", "思料", "申し添え", "ご査収", "とのことです",
    ]
    let english = [
      "does not correspond", "do not correspond", "not applicable to", "pursuant to",
      "not fall under", "not fall within",
    ]
    return (language == .ja ? japanese : english).contains(where: heard.contains)
  }

  var miscallsMall: Bool {
    let japanese = [
      "ショッピングサイト", "通販サイト", "買い物サイト", "ショッピングモール", "ECサイト", "ネットショップ", "オンラインショップ",
      "オンラインモール",
    ]
    let english = [
      "shopping site", "web shop", "online shop", "marketplace", "platform", "shopping mall",
      "e-commerce site", "ecommerce site", "web store", "online store",
    ]
    return (language == .ja ? japanese : english).contains(where: heard.contains)
  }

  var deniesPurchase: Bool {
    // By any word for lists, for who sells them, or for buying data.
    if language == .ja {
      let isOfLists =
        ["購入", "名簿", "リスト", "業者"].contains(where: heard.contains)
        || heard.contains("買") && ["業者", "情報", "データ"].contains(where: heard.contains)
      // That it is not known is no denial.
      let isUnknown = ["分かりません", "分かっていません", "お答えできません"].contains(where: heard.contains)
      return isOfLists && !isUnknown
        && ["ません", "ない", "なかった", "なく"].contains(where: heard.contains)
    }
    let words = Set(heard.split { !$0.isLetter && $0 != "'" && $0 != "’" })
    let isOfLists =
      !words.isDisjoint(with: [
        "bought", "buy", "buying", "purchased", "purchase", "lists", "broker", "brokers", "vendor",
        "vendors",
      ])
      || [
        "list seller", "mailing list", "sold us", "sold it to us", "sold them to us", "to us for",
      ]
      .contains(where: heard.contains)
    return isOfLists && words.contains(where: LetterWords.isNegation)
  }

  static func isNegation(_ word: Substring) -> Bool {
    [
      "not", "no", "never", "none", "neither", "nor", "without", "nobody", "nothing", "nowhere",
    ].contains(word) || word.hasSuffix("n't") || word.hasSuffix("n’t")
  }

  /// Says that the origin was in order, which says the same without the word: 適正に取得したものです.
  var claimsLawfulOrigin: Bool {
    if language == .ja {
      return ["適正", "正当", "適法", "合法", "正規", "正しい方法"].contains(where: heard.contains)
        && ["取得", "入手", "収集", "得た"].contains(where: heard.contains)
    }
    let words = Set(heard.split { !$0.isLetter })
    return !words.isDisjoint(with: [
      "lawfully", "legally", "legitimately", "properly", "lawful", "legitimate",
    ])
      && !words.isDisjoint(with: [
        "obtained", "collected", "acquired", "received", "origin", "source",
      ])
  }

  /// Says no more than that nothing is held, from a list neither.
  var isOfHolding: Bool {
    language == .ja
      ? ["お客様の情報も、ありません", "ほかから得た情報もありません"].contains(where: heard.contains)
      : heard.contains("hold no data of yours")
  }

  /// Says that there is no other origin, which denies a list without its word: 出どころはご本人だけです.
  var claimsSoleOrigin: Bool {
    if language == .ja {
      let isOfOrigin = [
        "出どころ", "出所", "取得元", "入手元", "入手先", "情報源", "取得し", "入手し", "受け取っ", "いただいた", "得た",
      ].contains(where: heard.contains)
      let isSole = ["だけで", "のみで", "だけから", "のみから", "に限り", "以外から", "以外に", "以外の", "唯一"]
        .contains(where: heard.contains)
      let others = ["ほかから", "他から", "外部から", "第三者から", "よそから", "他社から", "ほかの会社から"]
      let isNone = ["ません", "ない", "なかった"].contains(where: heard.contains)
      return isOfOrigin && (isSole || isNone && others.contains(where: heard.contains))
    }
    let words = Set(heard.split { !$0.isLetter })
    return !words.isDisjoint(with: ["only", "sole", "solely", "exclusively", "alone"])
      && !words.isDisjoint(with: [
        "source", "origin", "came", "come", "obtained", "collected", "acquired", "received", "got",
      ])
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
