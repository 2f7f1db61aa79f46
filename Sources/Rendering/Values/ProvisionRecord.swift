/// The receiver's record of APPI article 30(3): from whom, and how they had acquired the data.
/// The person may have it disclosed, article 33(5).
public struct ProvisionRecord: Codable, Sendable, Equatable {
  /// On what basis it came.
  public enum Basis: String, Codable, Sendable, CaseIterable {
    /// With the person's consent, article 27(1).
    case consent
    /// By opt-out, article 27(2).
    case optOut = "opt_out"
    /// For money.
    case purchase
    /// With a business, article 27(5)(ii).
    case succession
    /// Article 27(5)(iii).
    case jointUse = "joint_use"

    /// Whether a record with such a provision is `purchased`.
    public var isPurchase: Bool { self == .purchase || self == .optOut }

    /// The word for a table cell.
    public func label(_ language: Language) -> String {
      switch self {
      case .consent: language.pick(ja: "本人の同意", en: "the person's consent")
      case .optOut: language.pick(ja: "オプトアウト", en: "opt-out")
      case .purchase: language.pick(ja: "購入", en: "purchase")
      case .succession: language.pick(ja: "事業の承継", en: "succession")
      case .jointUse: language.pick(ja: "共同利用", en: "joint use")
      }
    }
  }

  /// provision_id.
  public var id: String
  /// On what basis it came.
  public var basis: Basis
  /// Not required for consent, so it may be absent.
  public var receivedOn: Day?
  /// The provider.
  public var providerName: String?
  /// The provider's address.
  public var providerAddress: String?
  /// The provider's representative, for a legal person.
  public var providerRepresentative: String?
  /// From whom the provider had it, in the file's words.
  public var acquisitionSource: String?
  /// How the provider acquired it, in the file's words.
  public var acquisitionMode: String?
  /// How this was confirmed, in the file's words.
  public var confirmationMethod: String?

  /// Whether nothing is missing that the law asks for; nil is not known.
  public var isComplete: Bool?

  /// Required items may be missing: that is the finding `provision-incomplete`.
  public init(
    id: String, basis: Basis, receivedOn: Day? = nil, providerName: String? = nil,
    providerAddress: String? = nil, providerRepresentative: String? = nil,
    acquisitionSource: String? = nil, acquisitionMode: String? = nil,
    confirmationMethod: String? = nil, isComplete: Bool? = nil
  ) {
    self.id = id
    self.basis = basis
    self.receivedOn = receivedOn
    self.providerName = providerName
    self.providerAddress = providerAddress
    self.providerRepresentative = providerRepresentative
    self.acquisitionSource = acquisitionSource
    self.acquisitionMode = acquisitionMode
    self.confirmationMethod = confirmationMethod
    self.isComplete = isComplete
  }

  /// The first day on which a receiver had to keep a record (article 30 today) and an opt-out had to be filed (27(2)); the
  /// rules in `retention.yaml` begin with it. Of what came before, no letter speaks of either.
  public static let dutiesSince = Day(daysSince1970: 17_316)  // 2017-05-30

  /// Whether the law wanted a record of it kept: not of a succession or a joint use (article 27(5)), not of what came
  /// before there was such a law, and where the day is not known it is not said.
  func hasRecordDuty(since day: Day?) -> Bool {
    guard let day, day >= ProvisionRecord.dutiesSince else { return false }
    return basis == .consent || basis.isPurchase
  }

  /// The file's word for a source, a mode or a method in the reader's language. Words outside
  /// the known sets are the company's own and pass through.
  static func word(_ text: String, _ language: Language) -> String {
    words[text.lowercased()].map { language.pick(ja: $0.ja, en: $0.en) } ?? text
  }

  // The kinds of article 30 confirmation that the canonical files use.
  private static let words: [String: (ja: String, en: String)] = [
    "the person as customer": ("顧客としてのご本人", "the person as its customer"),
    "the person as employee": ("従業員としてのご本人", "the person as its employee"),
    "other business": ("他の事業者", "another business"),
    "family or friend": ("ご家族やご友人", "family or friends"),
    "family-friend": ("ご家族やご友人", "family or friends"),
    "published info": ("公開されている情報", "published information"),
    "published information": ("公開されている情報", "published information"),
    "direct from person": ("ご本人からの直接の取得", "collection directly from the person"),
    "for money": ("有償での取得", "acquisition for money"),
    "from published info": ("公開情報からの取得", "collection from published information"),
    "from published information": ("公開情報からの取得", "collection from published information"),
    "by introduction": ("紹介による取得", "introduction"),
    "as private individual": ("個人としての取得", "acquisition as a private individual"),
    "contract shown": ("契約書の確認", "inspection of the contract"),
    "written declaration": ("書面による申告", "a written declaration"),
    "other": ("その他", "other"),
  ]
}
