/// Words that ask nothing of their own, so that beside a known phrase they need no answer.
enum PlainWords {
  /// The words of an English clause.
  static func words(_ clause: String) -> [Substring] {
    clause.split { !($0.isASCII && ($0.isLetter || $0 == "'" || $0 == "-")) }
  }

  /// Whether a clause holds nothing but such words, names left out.
  static func isPlain(_ clause: String) -> Bool {
    var rest = clause
    for word in japanese where rest.contains(word) { rest = rest.replacing(word, with: " ") }
    if rest.unicodeScalars.contains(where: { isContent($0.value) }) { return false }
    guard rest.allSatisfy({ !("ぁ"..."ん").contains($0) }) || !isOrder(rest) else { return false }
    return words(rest).allSatisfy { english.contains($0) }
  }

  /// Whether a clause asks who, where or when, or forbids something.
  static func isOpen(_ clause: String) -> Bool {
    interrogatives.contains { clause.contains($0) }
      || words(clause).contains { questions.contains($0) }
  }

  /// Whether a word of Latin letters is known.
  static func isEnglish(_ word: String) -> Bool { english.contains(word[...]) }

  private static func isContent(_ value: UInt32) -> Bool {
    (0x30A1...0x30FA).contains(value) || (0x3400...0x9FFF).contains(value)
  }

  private static func isOrder(_ text: String) -> Bool {
    let bare = text.filter { !" 。、!?.,".contains($0) }
    return "せろれけめべげ".contains(bare.last ?? " ")
  }

  private static func list(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map(String.init)
  }

  private static let interrogatives =
    [
      "誰", "だれ", "何を", "何が", "何に", "何の", "なにを", "どこ", "どれ", "どの", "どちら", "いつから", "いつまで", "いつの",
      "いつ頃", "なぜ", "どうして", "どうな", "どうや", "どうす",
      "いくら", "いくつ", "ないで", "やめ", "止め", "不要", "無用", "結構", "二度と", "拒否", "断",
    ]
  private static let questions: Set<Substring> = [
    "who", "whom", "whose", "what", "which", "where", "when", "how", "why", "don't", "never",
    "no-one",
  ]
  /// The longest first, so that none is cut by a shorter one.
  private static let japanese: [String] = list(
    """
    個人情報保護法 個人情報の保護に関する法律 保有個人データ 個人データ 個人情報 情報 データ 登録内容 会員登録 登録 会員 住所 氏名 お名前 名前 電話番号 \
    メールアドレス アドレス メール 番号 私 当方 自分 本人 俺 僕 家族 御社 貴社 会社 あなた 貴方 貴殿 貴店 様 モール 店舗 店 ショップ サイト 通販 \
    今回 今後 今 現在 以前 過去 先日 昨日 本日 今日 本当 正確 詳細 詳しく 具体的 正直 正式 書面 文書 文面 回答 返事 返答 返信 連絡 対応 説明 報告 \
    教えて 教え 答え 答 聞かせ 聞 伺い 伺 確認 調査 調べ 願い 願 下さい 頂けます 頂き 頂 致し 致 申し 申 上げ 上 思い 思 存じ 求め 希望 要求 請求 \
    次第 件 事 物 者 方 全部 全て 全 一切 有無 理由 経緯 内容 場合 以上 以下 至急 早急 早 速やか 速 必ず 是非 絶対 明確 迅速 誠意 納得 法律 規定 条 \
    項 第 号 法 基づき 基づ 個人 対して 対し 関して 関する 関し 含めて 含め 年 月 日 時 購入 買い物 買 注文 商品 一度 一回 覚え 心当たり 届き 届 知り 知ら \
    知 見 手紙 通知 案内 お知らせ ニュース 心配 不安 困って 困 怒 保有 取扱 書き方 正しく 口 別 所 言い訳 宜しく 手数 面倒 恐縮 失礼 済み 期限 週間 \
    以内 期日 一言 率直 結論 可能 限り 限 事実 真実 本件 お客 宛 宛て 件名 送付先 大至急 当時 最近 突然 急 前 後 中 間 他 旨 gdpr appi 違い 再度 改めて 忙しい 恐れ入り 恐れ 拝啓 前略 敬具 草々 早々 封書 封筒 葉書 詫び 驚き 驚 有難 御 旨 文章
    """
  ).sorted { ($0.count, $1) > ($1.count, $0) }
  private static let english = Set(
    list(
      """
      i i'm i've i'd i'll me my mine myself we us our ours you your yours he she it its they them their this that these \
      those there here a an the and or but so if whether then than as at by for from in into of off on to up with within \
      about under over out is are am was were be been being do does did doing done have has had having can could will \
      would shall should may might must not no yes nor please kindly just only also too very really ever even still \
      now today once again soon immediately promptly directly clearly honestly simply plainly full fully exact exactly \
      data details detail information info address addresses name names account record records number e-mail email \
      phone telephone postal personal company companies shop shops store mall malls customer guest business firm \
      tell say know answer reply respond response confirm explain let help write back get hear ask request like want \
      need would wish demand thank thanks regards sincerely faithfully dear sir madam sorry hello hi truth true one \
      single first last year years day days week weeks month months ago since before after until monday tuesday \
      wednesday thursday friday saturday sunday january february march april june july august september october \
      november december all any every everything anything something some more much many matter question questions \
      straight word words long time possible asap urgently urgent case right law gdpr article act regulation date \
      copy hold held holding keep kept order orders ordered bought buy purchase purchased gave given give form used \
      use spelling never another other different same go went look into forward hearing looking from happened way \
      clear writing written own regarding concerning me letter notice your first place believe think feel very \
      worried angry including because such least both either neither well kind best received heard read saw happy glad compliments
      """
    ).map { $0[...] })
}
