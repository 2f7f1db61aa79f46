/// The 47 prefectures as an address begins with them.
enum Prefectures {
  /// The names' scalars by the two they begin with, which no two prefectures share.
  static let byBeginning: [UInt32: [UInt32]] = {
    var result: [UInt32: [UInt32]] = [:]
    for name in names {
      let scalars = name.unicodeScalars.map(\.value)
      result[beginning(scalars[0], scalars[1])] = scalars
    }
    return result
  }()

  /// The two scalars as one number; kanji of the basic plane only.
  static func beginning(_ first: UInt32, _ second: UInt32) -> UInt32 {
    first << 16 | second & 0xFFFF
  }

  static let names: [String] = [
    "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県", "群馬県", "埼玉県",
    "千葉県", "東京都", "神奈川県", "新潟県", "富山県", "石川県", "福井県", "山梨県", "長野県", "岐阜県", "静岡県",
    "愛知県", "三重県", "滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県", "岡山県",
    "広島県", "山口県", "徳島県", "香川県", "愛媛県", "高知県", "福岡県", "佐賀県", "長崎県", "熊本県", "大分県",
    "宮崎県", "鹿児島県", "沖縄県",
  ]
}
