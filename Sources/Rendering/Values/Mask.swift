/// Shows of a value only what tells one candidate from another: for the desk, until it is settled who asks.
///
/// Masks have a fixed length, so that they tell nothing of the value's; all forms of one field are masked alike.
public enum Mask {
  private static let stars = "＊＊＊"

  /// The masked value; nil stays nil.
  public static func show(_ value: String?, _ field: ContactField) -> String? {
    guard let value else { return nil }
    let plain = Neutral.plain(value)
    switch field {
    case .name: return (plain.first.map { String($0) } ?? "") + stars
    case .email: return stars + "@" + stars
    case .phone: return stars
    case .address: return municipality(of: plain) + stars
    }
  }

  /// 東京都世田谷区 of 東京都世田谷区松原2-28-27; empty where the text does not begin so.
  static func municipality(of address: String) -> String {
    let head = address.prefix(14)
    var end: Substring.Index?
    var rest = head
    // Past the prefecture first: 京都市 begins with one, and 都 and 県 are letters of names too.
    if let prefecture = head.prefix(4).lastIndex(where: { "都道府県".contains($0) }),
      head.distance(from: head.startIndex, to: prefecture) >= 2
    {
      rest = head[head.index(after: prefecture)...]
      end = rest.startIndex
    }
    if let found = rest.dropFirst().firstIndex(where: { "市区町村".contains($0) }) {
      end = rest.index(after: found)
    }
    return end.map { String(head[..<$0]) } ?? ""
  }
}
