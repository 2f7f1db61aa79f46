/// The four contact fields that are judged. Kana goes with the name and the postal code with
/// the address: they are searched by, not judged.
public enum ContactField: String, Codable, Sendable, CaseIterable {
  /// 氏名
  case name
  /// メールアドレス
  case email
  /// 電話番号
  case phone
  /// 住所
  case address

  /// The plain word, for the desk.
  public func label(_ language: Language) -> String {
    switch self {
    case .name: language.pick(ja: "氏名", en: "name")
    case .email: language.pick(ja: "メール", en: "email")
    case .phone: language.pick(ja: "電話番号", en: "phone")
    case .address: language.pick(ja: "住所", en: "address")
    }
  }

  /// The word in a letter to the person whose field it is (お名前, ご住所).
  public func courteousLabel(_ language: Language) -> String {
    switch self {
    case .name: language.pick(ja: "お名前", en: "Name")
    case .email: language.pick(ja: "メールアドレス", en: "E-mail address")
    case .phone: language.pick(ja: "お電話番号", en: "Telephone number")
    case .address: language.pick(ja: "ご住所", en: "Postal address")
    }
  }
}
