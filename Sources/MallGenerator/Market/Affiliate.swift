/// The partner sites through which some orders came, each with its programme.
struct Affiliate {
  let id: String
  let programme: String
  let partner: String
  let url: String

  static let all: [Affiliate] = [
    ("電脳問屋", "ブログ 日々のあれこれ", "http://blog.example.com/hibi/"),
    ("電脳問屋", "健康手帖", "http://kenko.example.net/"),
    ("電脳問屋", "懸賞の森", "http://kensho.example.org/"),
    ("クリック広場", "靴えらび", "http://kutsu.example.jp/"),
    ("クリック広場", "酒と肴の記", "http://sake.example.jp/"),
    ("クリック広場", "", ""),
    ("ポイントの泉", "ポイントの泉", "http://izumi.example.com/"),
    ("ポイントの泉", "主婦の家計簿", "http://kakeibo.example.net/"),
    ("メール便り", "週刊おとくメール", ""),
  ].enumerated().map { number, row in
    Affiliate(id: "a\(number + 1)", programme: row.0, partner: row.1, url: row.2)
  }

  private static let count = 9

  /// Twelve of a hundred orders come through a partner.
  static func draw(_ draw: inout Draw) -> Int? {
    draw.percent(12) ? draw.below(count) : nil
  }
}
