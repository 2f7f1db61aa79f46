/// What somebody asks of the desk. One message may ask several things.
public enum Ask: String, CaseIterable, Sendable, Codable {
  /// Where the data came from, why the company has them.
  case source
  /// Whether they were leaked.
  case leaked
  /// Whether a list was bought.
  case purchased
  /// Who received them.
  case recipients
  /// A copy of what is held (APPI article 33, GDPR article 15).
  case disclosure
  /// Correction (APPI article 34, GDPR article 16).
  case correction
  /// An end to their use (APPI article 35, GDPR article 21).
  case stop
  /// Erasure (APPI article 35, GDPR article 17).
  case erase
  /// Evidence for what is said.
  case proof

  /// Whether the answer is a promise that somebody has to keep: a copy, a correction, an erasure.
  public var isRequest: Bool {
    switch self {
    case .disclosure, .correction, .stop, .erase: true
    case .source, .leaked, .purchased, .recipients, .proof: false
    }
  }

  /// For a list that the desk reads.
  public func name(_ language: Language) -> String {
    switch self {
    case .source: language.pick(ja: "取得元", en: "source")
    case .leaked: language.pick(ja: "流出", en: "leak")
    case .purchased: language.pick(ja: "名簿の購入", en: "bought list")
    case .recipients: language.pick(ja: "提供先", en: "recipients")
    case .disclosure: language.pick(ja: "開示", en: "disclosure")
    case .correction: language.pick(ja: "訂正", en: "correction")
    case .stop: language.pick(ja: "利用の停止", en: "end of use")
    case .erase: language.pick(ja: "消去", en: "erasure")
    case .proof: language.pick(ja: "裏付け", en: "proof")
    }
  }
}
