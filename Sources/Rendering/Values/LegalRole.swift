/// 法的地位: on what footing the operator holds what a tenancy collected (APPI articles 16, 27
/// and 30). It belongs to a contract period, so one merchant may have several over the years.
public enum LegalRole: String, Codable, Sendable, CaseIterable {
  /// The mall itself took the order form.
  case direct
  /// The mall processes for the merchant, article 27(5)(i); the merchant answers requests.
  case entrusted
  /// Article 27(5)(iii); the published manager answers requests.
  case jointUse = "joint_use"
  /// Article 27(5)(ii); the predecessor's purpose travels along, article 18(2).
  case succession
  /// The merchant provided the data with the person's consent, article 27(1).
  case thirdPartyConsent = "third_party_consent"
  /// The merchant provided the data by opt-out, article 27(2).
  case thirdPartyOptOut = "third_party_opt_out"
  /// Not recorded.
  case unknown

  /// The word for a table cell.
  public func label(_ language: Language) -> String {
    switch self {
    case .direct: language.pick(ja: "直接取得", en: "direct")
    case .entrusted: language.pick(ja: "受託", en: "entrusted by the merchant")
    case .jointUse: language.pick(ja: "共同利用", en: "joint use")
    case .succession: language.pick(ja: "事業の承継", en: "succession")
    case .thirdPartyConsent: language.pick(ja: "第三者提供（同意）", en: "provided with consent")
    case .thirdPartyOptOut:
      language.pick(ja: "第三者提供（オプトアウト）", en: "provided by opt-out")
    case .unknown: language.pick(ja: "不明", en: "unknown")
    }
  }
}
