import Foundation

/// An invented customer. Everything about one follows from the number, and no two share anything.
struct Person: Sendable {
  let number: Int

  init(_ number: Int) { self.number = number }

  var id: String { "C\(padded(3))" }
  var name: String {
    "\(Self.families[number % 10])\u{3000}\(Self.given[number / 10 % 10])\(suffix)"
  }
  var email: String { "taro.\(number)@example.jp" }
  var phone: String { "03-5550-\(padded(4))" }
  var postalCode: String { "100-\(padded(4))" }
  var address: String { "東京都千代田区霞が関\(number % 8 + 1)-\(number)-7" }

  /// The usual order of this person: at noon of a day of its own in 2006.
  var orderedAt: String { time(0) }

  /// Seconds after that moment, in Japan's time.
  func time(_ seconds: Int) -> String {
    Self.text(1_136_257_200 + (number % 300) * 86_400 + seconds)
  }

  private var suffix: String { number < 100 ? "" : "\(Self.given[number / 100 % 10])" }

  private func padded(_ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(width - digits.count, 0)) + digits
  }

  private static let families = ["佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "山本", "中村", "小林", "加藤"]
  private static let given = ["一郎", "花子", "健", "由美", "誠", "直子", "隆", "恵", "学", "和子"]

  /// `YYYY-MM-DD hh:mm:ss` in Japan, of seconds since 1970.
  static func text(_ seconds: Int) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 9 * 3600) ?? .current
    let parts = calendar.dateComponents(
      [.year, .month, .day, .hour, .minute, .second],
      from: Date(timeIntervalSince1970: Double(seconds)))
    func two(_ value: Int?) -> String { (value ?? 0) < 10 ? "0\(value ?? 0)" : "\(value ?? 0)" }
    return "\(parts.year ?? 0)-\(two(parts.month))-\(two(parts.day)) "
      + "\(two(parts.hour)):\(two(parts.minute)):\(two(parts.second))"
  }
}

extension Person {
  private var contact: Fields {
    [
      "name": name, "email": email, "phone": phone, "postal_code": postalCode, "address": address,
    ]
  }

  /// The record at the operator, registered with the order.
  func customer(_ changes: Fields = [:]) -> Fields {
    contact.merging(["customer_id": id, "registered_at": orderedAt]) { $1 }.merging(changes) { $1 }
  }

  /// An order at 花の本舗 in the mall tony, paid and shipped.
  ///
  /// Its number is the person's and `tag`: `7-1`.
  func order(_ tag: String = "1", _ changes: Fields = [:]) -> Fields {
    contact.merging([
      "order_id": "\(number)-\(tag)", "mall_id": "tony", "merchant_id": "hana", "customer_id": id,
      "ordered_at": orderedAt, "settlement_id": "S\(number)-\(tag)",
      "tracking_no": "T\(number)-\(tag)",
    ]) { $1 }.merging(changes) { $1 }
  }

  /// A member's sign-up in the mall tony, with its evidence.
  func signup(_ tag: String = "1", _ changes: Fields = [:]) -> Fields {
    contact.merging([
      "signup_id": "U\(number)-\(tag)", "kind": "signup", "mall_id": "tony", "customer_id": id,
      "occurred_at": orderedAt, "evidence_ref": "form \(number)",
    ]) { $1 }.merging(changes) { $1 }
  }

  /// This person among the subjects of a provision.
  func subject(of provision: String, _ changes: Fields = [:]) -> Fields {
    contact.merging(["provision_id": provision, "customer_id": id]) { $1 }.merging(changes) { $1 }
  }
}

extension Fields {
  /// A provision whose record is complete for its basis.
  static func provision(_ id: String, basis: String, _ changes: Fields = [:]) -> Fields {
    var fields = [
      "provision_id": id, "basis": basis, "received_on": "2005-06-01", "provider_name": "株式会社名簿屋",
      "provider_address": "東京都港区1-1", "provider_representative": "名簿 太郎",
      "acquisition_source": "本人（顧客として）", "acquisition_mode": "本人から直接",
      "confirmation_method": "契約書の提示",
      "items": "氏名、住所", "evidence_ref": "file 12",
    ]
    if basis == "consent" { fields["consent_ref"] = "consent 3" }
    if basis == "opt_out" { fields["ppc_filing_no"] = "2018-000001" }
    return fields.merging(changes) { $1 }
  }
}
