internal import Foundation

/// Whether a sentence asks for something, by its form alone: so that what no phrase knows is not passed over.
///
/// A sentence that asks has to be understood in every clause of it: of "where from, and where is it kept?" half is not
/// read. What tells a story may hold words that nobody knows, unless they are of the data or of what is sent.
enum Demand {
  /// - Parameters:
  ///   - sentence: folded as `AskDetector` folds, with the sign that ends it.
  ///   - known: where in its UTF-8 phrases stand that are known.
  ///   - isSigned: whether it is written as a name is, without an end: a signature.
  /// - Returns: whether nothing in it asks for what no phrase knows.
  static func isUnderstood(
    _ sentence: String, known: () -> [Range<Int>], isSigned: Bool
  ) -> Bool {
    var clauses = Clause.split(sentence)
    let isEnglish = !clauses.contains { $0.isJapanese }
    if isEnglish, isSigned { return true }
    let asks =
      isEnglish
      ? EnglishDemand.isOne(sentence, clauses.map { PlainWords.words($0.text) })
      : JapaneseDemand.isOne(sentence, clauses)
    func isOfData(_ clause: Clause) -> Bool {
      clause.isJapanese
        ? JapaneseDemand.isOfData(clause.text) : EnglishDemand.isOfData(clause.text)
    }
    // Most of what is told is neither, and no phrase need be looked for.
    guard asks || clauses.contains(where: isOfData) else { return true }
    let places = known().sorted { $0.lowerBound < $1.lowerBound }
    var next = 0
    for index in clauses.indices {
      let place = clauses[index].place
      // What ends before a clause ends before the next as well.
      while next < places.count, places[next].upperBound <= place.lowerBound { next += 1 }
      clauses[index].isKnown = next < places.count && places[next].overlaps(place)
    }
    guard asks else {
      return clauses.allSatisfy { clause in
        clause.isKnown || !isOfData(clause) || PlainWords.isPlain(clause.text)
      }
    }
    guard !places.isEmpty else { return isCourtesy(sentence, isEnglish) }
    return clauses.allSatisfy { clause in
      clause.isKnown || isAside(clause.text)
        || clause.isJapanese && JapaneseDemand.isStory(clause.text)
    }
  }

  /// Words that ask nothing of their own: は、はいかいいえで, tell me.
  private static func isAside(_ clause: String) -> Bool {
    PlainWords.isPlain(clause) && !PlainWords.isOpen(clause)
      && !EnglishDemand.isOrder(PlainWords.words(clause))
  }

  /// Asks only for an answer.
  private static func isCourtesy(_ sentence: String, _ isEnglish: Bool) -> Bool {
    // 教えてください, and not what.
    let isAlone = sentence.contains("教えて") && !sentence.contains { "をもはが".contains($0) }
    return (isAlone || courtesies.contains { sentence.contains($0) }) && isAside(sentence)
      && !(isEnglish && sentence.contains("not"))
  }

  private static let courtesies = [
    "返事", "回答", "返信", "連絡", "よろしく", "宜しく", "答えて", "お手数", "早急に", "至急", "対応", "お願い", "お答え", "reply",
    "respond", "answer", "get back", "let me know", "write back", "hear from you", "help",
    "look into",
  ]
}

/// Forms of asking in Japanese.
enum JapaneseDemand {
  /// Whether a sentence asks, orders, forbids or declines something.
  static func isOne(_ sentence: String, _ clauses: [Clause]) -> Bool {
    if sentence.hasSuffix("?") || verbs.contains(where: sentence.contains) { return true }
    return clauses.contains { clause in
      let text = clause.text.trimmingCharacters(in: marks)
      // て before a comma only goes on.
      guard clause.isLast else { return ["か", "ほしい", "たい"].contains(where: text.hasSuffix) }
      return endings.contains(where: text.hasSuffix) && !tellings.contains(where: text.hasSuffix)
    }
  }

  /// Whether a clause speaks of the data, or of what is sent, and does not only say who writes.
  static func isOfData(_ clause: String) -> Bool {
    guard nouns.contains(where: clause.contains) else { return false }
    if clause.count(where: \.isNumber) > 2 || clause.contains(":") { return false }
    let isOfOneself = clause.contains("と申し") || clause.contains("は") && clause.hasSuffix("です")
    return !(isOfOneself && introductions.contains(where: clause.hasPrefix))
      || states.contains(where: clause.contains)
  }

  /// Whether a clause only leads to what is asked: 買ったことはありますが、
  static func isStory(_ clause: String) -> Bool {
    joints.contains(where: clause.hasSuffix) && !verbs.contains(where: clause.contains)
      && (!isOfData(clause) || PlainWords.isPlain(clause))
  }

  static let marks = CharacterSet(charactersIn: "。、!?.,…~〜ー♪☆w笑 )」』\"'\u{FF61}")

  /// How a question ends, and a demand, whether it is polite or not.
  private static let endings =
    [
      "か", "かね", "かな", "かしら", "かよ", "のよ", "んだよ", "なの", "たの", "るの", "ほしい", "欲しい", "こと", "たい",
      "たいです", "だろう", "でしょう", "だろうな", "だろうね", "でしょうね", "よな", "よね", "のでは", "んじゃ", "べき", "べきだ",
      "べきです", "存じます", "幸いです", "幸甚です", "幸いに存じます", "助かります", "結構です", "っけ", "ように", "頼む", "ちょうだい",
      "頂戴", "るな", "うな", "くな", "すな", "つな", "むな", "ぶな", "ぐな",
    ] + "せろれけめべえげてよ".map(String.init)
  /// Ends that only look like one.
  private static let tellings = [
    "ですよ", "ますよ", "ませんよ", "たよ", "だけ", "ため", "わけ", "お知らせ", "これ", "それ", "あれ", "れて", "まして",
  ]
  /// What asks for something, or declines it, wherever it stands.
  private static let verbs = [
    "ください", "下さい", "求め", "要求", "請求", "願い", "願う", "知りたい", "教えて", "希望", "望み", "望む", "いただきた", "頂きた",
    "いただけ", "頂け", "もらいた", "貰いた", "もらえ", "もらわ", "ほしい", "ほしく", "欲し", "頼み", "要りません", "いりません", "いらない",
    "要らない", "不要", "無用", "お断り", "断る", "断り", "拒否", "撤回", "同意", "許可し", "権利", "異議", "二度と", "べき", "ねば",
    "なければ", "ないと困", "しないで", "迷惑", "やめ", "止め", "辞め", "脱退", "抜け", "解約", "たくない", "したくあり", "おいて",
  ]
  private static let nouns = [
    "住所", "氏名", "名前", "名字", "苗字", "旧姓", "電話", "番号", "メール", "アドレス", "情報", "データ", "登録", "会員", "カード",
    "口座", "パスワード", "dm", "ダイレクトメール", "カタログ", "はがき", "ハガキ", "郵便", "広告", "チラシ", "勧誘", "セールス", "営業",
    "記録", "履歴", "引っ越", "転居", "結婚", "改姓", "番地", "表記", "漢字",
  ]
  private static let introductions = [
    "住所", "氏名", "名前", "電話", "メール", "会員番号", "注文番号", "私の", "わたしの", "当方の", "お客様番号",
  ]
  private static let states = ["古", "違", "旧", "誤", "間違", "変", "新し", "昔", "以前", "正し", "前の"]
  private static let joints = [
    "が", "けど", "けれど", "けれども", "ので", "から", "ため", "のに", "たら", "れば", "なら", "ないし", "たし", "るし", "いし",
    "だし",
    "ますし", "ですし", "ませんし",
  ]
}

/// Forms of asking in English.
enum EnglishDemand {
  /// Whether a sentence asks, orders, forbids or declines something; `words` are those of its clauses.
  static func isOne(_ sentence: String, _ words: [[Substring]]) -> Bool {
    if sentence.hasSuffix("?") { return true }
    let all = words.joined()
    if all.contains(where: wishes.contains) || forms.contains(where: sentence.contains) {
      return true
    }
    guard let first = all.first(where: { !connectors.contains($0) }) else { return false }
    let isLabel = sentence.prefix(24).contains(":")
    if !starters.contains(first), !isLabel { return true }
    let isConditional = conditions.contains(first)
    return words.dropFirst().contains { clause in
      guard let first = clause.first(where: { !connectors.contains($0) }) else { return false }
      return orders.contains(first) || isConditional && !starters.contains(first)
    }
  }

  /// Whether a clause begins with an order that is not only to tell something: give it back.
  static func isOrder(_ words: [Substring]) -> Bool {
    guard let first = words.first(where: { !connectors.contains($0) }) else { return false }
    return orders.contains(first) && !tellings.contains(first)
  }

  /// Whether a clause speaks of the data, or of what is sent.
  static func isOfData(_ clause: String) -> Bool {
    PlainWords.words(clause).contains(where: nouns.contains)
  }

  private static func set(_ text: String) -> Set<Substring> {
    Set(text.split(whereSeparator: \.isWhitespace))
  }

  /// What may stand before an order.
  private static let connectors = set(
    "and also so then now but just well ok okay or please finally therefore next lastly")
  /// With what a sentence begins that tells something; anything else may be an order.
  private static let starters = set(
    """
    i i'm i've i'd i'll we we've we're my mine our it it's its this that these those the a an he she they there here \
    you you've you're your since because as when while after before in on at from for with to by if although though \
    until yes no hello hi dear thank thanks regards sincerely best kind yours faithfully sorry good mr mrs ms re \
    some someone somebody something nobody everybody nothing only all one two once years ever last unless \
    under according not recently yesterday today apparently however
    """)
  /// What an order may follow: If so, compensate me.
  private static let conditions = set("if since because as when unless although though until")
  private static let wishes = set(
    """
    please kindly want wants demand request require expect insist wish need needs must should ought refuse withdraw \
    revoke object consent appreciate wonder wondering cancel grateful pls plz needn't mustn't shouldn't enough
    """)
  private static let forms = [
    "would like", "'d like", "i ask ", "have to", "has to", "no longer", "right to", "let me know",
    "make sure", "see to it", "not allowed", "no permission", "curious", "never again",
    "had better",
    "do not ever", "would be good", "would be nice", "would rather", "be so kind", "tired of",
    "sick of", "no more", "no business", "permission", "hope you", "trust you", "you will ",
    "you'll ", "you are to ", "i'd be ", "i would be ", "i prefer", "want out", "stop",
  ]
  /// With what an order begins behind a comma.
  private static let orders = set(
    """
    delete erase remove stop send tell give show take forget correct change fix update return destroy cancel close \
    leave quit explain name list pay block provide confirm refund get let make keep put don't do never call contact \
    write prove say answer end cease shred burn wipe drop strike clear scrub
    """)
  private static let tellings = set("tell explain confirm let write say answer do please")
  private static let nouns = set(
    """
    data correspondence address addresses name surname details information record records account e-mail email e-mails emails mail \
    mails letter letters catalogue catalogues catalog catalogs flyer flyers spam number phone card password database \
    list entry profile moved married spelling spelt spelled misspelled misspelt outdated membership subscription \
    newsletter newsletters calls advertising marketing post
    """)
}
