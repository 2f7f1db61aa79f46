/// The 47 prefectures as an address begins with them.
final class Prefectures: Sendable {
  static let shared = Prefectures()

  /// The names' scalars, by the prefecture's number (JIS X 0401) less one.
  let scalars: [[UInt32]]
  /// The numbers by the two scalars that a name begins with, which no two prefectures share: an
  /// open table of 256 places, 0xFF where there is none.
  private let slots: [UInt8]

  private init() {
    scalars = Prefectures.names.map { $0.unicodeScalars.map(\.value) }
    var slots = [UInt8](repeating: 0xFF, count: 256)
    for (number, name) in scalars.enumerated() {
      var slot = Prefectures.slot(name[0], name[1])
      while slots[slot] != 0xFF { slot = (slot + 1) & 0xFF }
      slots[slot] = UInt8(number)
    }
    self.slots = slots
  }

  /// The prefecture whose name begins with these two scalars; nil when there is none.
  @inline(__always)
  func beginning(_ first: UInt32, _ second: UInt32) -> Int? {
    var slot = Prefectures.slot(first, second)
    while slots[slot] != 0xFF {
      let number = Int(slots[slot])
      if scalars[number][0] == first, scalars[number][1] == second { return number }
      slot = (slot &+ 1) & 0xFF
    }
    return nil
  }

  @inline(__always)
  private static func slot(_ first: UInt32, _ second: UInt32) -> Int {
    Int((first &* 0x9E37_79B1 &+ second &* 0x85EB_CA6B) >> 24)
  }

  static let names: [String] = [
    "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県", "群馬県", "埼玉県",
    "千葉県", "東京都", "神奈川県", "新潟県", "富山県", "石川県", "福井県", "山梨県", "長野県", "岐阜県", "静岡県",
    "愛知県", "三重県", "滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県", "岡山県",
    "広島県", "山口県", "徳島県", "香川県", "愛媛県", "高知県", "福岡県", "佐賀県", "長崎県", "熊本県", "大分県",
    "宮崎県", "鹿児島県", "沖縄県",
  ]
}
