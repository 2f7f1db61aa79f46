/// 判定: the answer for one customer record. The cases stand in the order in which they are
/// decided; the first that applies is the verdict.
public enum Verdict: String, Codable, Sendable, CaseIterable {
  /// Erased at the person's wish or by retention; counted, not judged.
  case erased
  /// An event or batch of this record is declared `purchase` or `opt_out`.
  case purchased
  /// No collection event at all.
  case untraced
  /// No field reaches `placed`, or the record is older than anything that was collected.
  case contradicted
  /// Some field is `none` or `claimed` while another is `placed` or `proven`.
  case partial
  /// Every field `placed` or `proven`, not all `proven`.
  case uncorroborated
  /// Every field `proven`, at least one of them only through another company.
  case received
  /// Every field `proven` through the person's own act.
  case traced

  /// Whether the record needs no further work: `traced`, `received`, `erased`.
  public var isExplained: Bool {
    switch self {
    case .traced, .received, .erased: true
    case .purchased, .untraced, .contradicted, .partial, .uncorroborated: false
    }
  }

  /// The word for a heading or a table cell.
  public func label(_ language: Language) -> String {
    switch self {
    case .erased: language.pick(ja: "消去済み", en: "erased")
    case .purchased: language.pick(ja: "購入", en: "purchased")
    case .untraced: language.pick(ja: "由来なし", en: "untraced")
    case .contradicted: language.pick(ja: "矛盾", en: "contradicted")
    case .partial: language.pick(ja: "一部のみ", en: "partial")
    case .uncorroborated: language.pick(ja: "裏付け不足", en: "uncorroborated")
    case .received: language.pick(ja: "提供による取得", en: "received")
    case .traced: language.pick(ja: "由来あり", en: "traced")
    }
  }

  /// One sentence for the desk: what the verdict says about the record.
  public func meaning(_ language: Language) -> String {
    switch self {
    case .erased:
      language.pick(ja: "この記録は消去しました。判定の対象外です。", en: "The record was erased and is not judged.")
    case .purchased:
      language.pick(
        ja: "購入またはオプトアウトによる取得と申告された取込・取得が含まれます。",
        en: "An event or batch of this record is declared as bought or as opt-out.")
    case .untraced:
      language.pick(ja: "取得の記録が1件もありません。", en: "There is no collection event at all.")
    case .contradicted:
      language.pick(
        ja: "取得の記録が、出店の記録または登録日と合いません。",
        en: "The events contradict the tenancies or the registration date.")
    case .partial:
      language.pick(
        ja: "取得元を示せない項目があります。", en: "At least one field has no event that is placed.")
    case .uncorroborated:
      language.pick(
        ja: "全項目に出店の記録があります。裏付けが足りない項目があります。",
        en: "Every field is placed, and not every one is corroborated.")
    case .received:
      language.pick(
        ja: "全項目に裏付けがあります。他社から受け取った項目を含みます。",
        en: "Every field is proven, at least one only through another company.")
    case .traced:
      language.pick(
        ja: "全項目を、本人の行為による取得まで裏付けできました。",
        en: "Every field is proven through the person's own act.")
    }
  }
}
