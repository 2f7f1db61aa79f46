/// A field by which people are searched. The raw values are the columns of a batch and the names in JSON.
public enum SearchField: String, CaseIterable, Sendable, Comparable {
  /// Name as written, mostly in kanji.
  case name
  /// Reading of the name.
  case nameKana = "name_kana"
  /// E-mail address.
  case email
  /// Telephone number.
  case phone
  /// Postal code.
  case postalCode = "postal_code"
  /// Postal address.
  case address
  /// Order number, without mall and merchant.
  case orderID = "order_id"

  /// Whether few people share a value of it.
  ///
  /// A name, a reading or a postal code is shared by many, so none of them alone points to anybody.
  public var isStrong: Bool {
    switch self {
    case .email, .phone, .address, .orderID: true
    case .name, .nameKana, .postalCode: false
    }
  }

  /// Name of the field for a reader.
  public func name(_ language: Language) -> String {
    switch self {
    case .name: language.pick(ja: "氏名", en: "name")
    case .nameKana: language.pick(ja: "フリガナ", en: "reading")
    case .email: language.pick(ja: "メールアドレス", en: "email")
    case .phone: language.pick(ja: "電話番号", en: "phone")
    case .postalCode: language.pick(ja: "郵便番号", en: "postal code")
    case .address: language.pick(ja: "住所", en: "address")
    case .orderID: language.pick(ja: "注文番号", en: "order number")
    }
  }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// In the order in which fields are listed.
  public static func < (one: SearchField, other: SearchField) -> Bool { one.rank < other.rank }
}
