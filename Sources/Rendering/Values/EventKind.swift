/// 取得: the kind of act by which personal data came in.
public enum EventKind: String, Codable, Sendable, CaseIterable {
  /// 注文
  case order
  /// 会員登録
  case signup
  /// お問い合わせ
  case enquiry
  /// キャンペーンへの応募
  case campaign
  /// 第三者からの提供; also what was bought.
  case provision
  /// 事業の承継
  case succession
  /// 共同利用
  case jointUse = "joint_use"

  /// Whether the person did it, as opposed to another company.
  public var isOwnAct: Bool {
    switch self {
    case .order, .signup, .enquiry, .campaign: true
    case .provision, .succession, .jointUse: false
    }
  }

  /// The plain word, for the desk.
  public func label(_ language: Language) -> String {
    switch self {
    case .order: language.pick(ja: "注文", en: "order")
    case .signup: language.pick(ja: "会員登録", en: "sign-up")
    case .enquiry: language.pick(ja: "問い合わせ", en: "enquiry")
    case .campaign: language.pick(ja: "キャンペーン応募", en: "campaign entry")
    case .provision: language.pick(ja: "第三者提供", en: "provision")
    case .succession: language.pick(ja: "事業の承継", en: "succession")
    case .jointUse: language.pick(ja: "共同利用", en: "joint use")
    }
  }
}
