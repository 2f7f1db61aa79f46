/// What a sentence says of a leak.
extension LetterWords {
  /// Says flatly that nothing was leaked, or that all is safe. That no leak is known, or found, or that it is not known
  /// whether there was one, is no denial.
  var deniesLeak: Bool {
    // Most sentences have none of these, and are not looked at further.
    let isOfIt = (language == .ja ? LetterWords.japanese : LetterWords.english)
      .contains(where: heard.contains)
    return isOfIt && (language == .ja ? deniesLeakInJapanese : deniesLeakInEnglish)
  }

  private static let japanese = [
    "流出", "漏", "もれ", "洩", "外に出", "外部", "盗", "持ち出", "不正", "ハッキング", "被害", "影響", "見られて", "抜き取", "渡って",
    "事故",
    "対象", "含まれ", "無関係", "安", "無事", "守られ",
  ]
  private static let english =
    LetterWords.stems + [
      "safe", "secure", "untouched", "intact", "protected",
    ]
  private static let stems = [
    "leak", "breach", "stolen", "compromis", "exposed", "hack", "affected", "got out", "get out",
    "intru", "accessed by", "fell into", "in the hands", "theft", "spill", "escaped",
  ]

  private var deniesLeakInJapanese: Bool {
    var rest = heard.replacing(/流出[：:]/, with: "")
    for known in LetterWords.knownInJapanese { rest = rest.replacing(known, with: "") }
    let isOfData = ["情報", "データ", "カード", "お客様", "住所"].contains(where: rest.contains)
    if rest.contains("ご安心") || isOfData && rest.contains(LetterWords.safeInJapanese) {
      return true
    }
    let isOfIncident = ["流出", "漏", "事故", "不正", "件で", "件の", "「」"].contains(where: rest.contains)
    if isOfIncident, rest.contains("対象外") || rest.contains("無関係") { return true }
    let words = [
      "流出", "漏え", "漏洩", "漏れ", "漏らし", "もれて", "もれた", "もれま", "洩れ", "外部に出", "外に出", "外部へ", "盗まれ", "持ち出さ",
      "不正アクセス", "ハッキング", "被害", "影響", "見られて", "抜き取", "渡って", "事故",
    ]
    let isOfLeak =
      words.contains(where: rest.contains)
      || isOfIncident && ["対象", "含まれ"].contains(where: rest.contains)
    return isOfLeak
      && (["ません", "ない", "なかった", "なく", "ゼロ", "皆無", "否定"].contains(where: rest.contains)
        || rest.hasSuffix("ず。"))
  }

  private var deniesLeakInEnglish: Bool {
    var rest = heard.replacing(/\bleak:/, with: "")
    for known in LetterWords.knownInEnglish { rest = rest.replacing(known, with: "") }
    let words = Set(rest.split { !$0.isLetter && $0 != "'" && $0 != "’" })
    if !words.isDisjoint(with: ["data", "details", "information", "you", "your", "card"]),
      rest.contains(LetterWords.safeInEnglish)
    {
      return true
    }
    return LetterWords.stems.contains(where: rest.contains)
      && (words.contains("cannot") || words.contains(where: LetterWords.isNegation))
  }

  private static var safeInJapanese: Regex<Substring> {
    /安全(?:です|でした|であ|に守|に保|な状態|が保|が守)|無事(?:です|でした|であ)|守られてい(?:ます|る)|守られました/
  }

  private static var safeInEnglish: Regex<Substring> {
    /\b(?:are|is|remain|remains|remained|were|was|stayed|been|still)(?: [a-z]+)? (?:safe|secure|unaffected|untouched|intact|protected)\b/
  }

  /// What is known, or not known, in the words in which letters say it.
  private static var knownInJapanese: [Regex<Substring>] {
    [
      /(?:確認されて|確認できて|確認して|見つかって|分かって|わかって|把握して|判明して|承知して|特定できて)(?:は)?いません/,
      /(?:確認できません|見つかりません(?:でした)?|分かりません|わかりません|お答えできません|お答えすることができません|確かめることができません|判断できません|確認されません(?:でした)?)/,
      /把握してい(?:る|ます)[^、。]*(?:ありません|ございません)/,
    ]
  }

  private static var knownInEnglish: [Regex<Substring>] {
    [
      /\bno (?:leak|breach|sign|record|trace)[a-z ]*? (?:is|has been|was|have been) (?:known|confirmed|found|established|seen)/,
      /\b(?:know|aware) of no [a-z]+/,
      /\b(?:found|find|see|have) no (?:record|sign|trace|evidence) (?:of|that)/,
      /\b(?:do not|don't|not yet|cannot|can't|can no longer|could not)(?: yet)? (?:know|tell|say|establish|answer|determine)\b/,
      /\bnot (?:yet )?(?:been )?(?:known|confirmed|established|aware)\b/,
    ]
  }
}
