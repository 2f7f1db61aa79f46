/// What a merchant sells, with the names such shops give themselves and what lies on their shelves.
struct Trade: Sendable {
  let name: String
  /// Appended to a stem: ひまわり + 健康堂.
  let shopSuffixes: [String]
  let products: [Product]

  struct Product: Sendable {
    let name: String
    let code: String
    /// Yen, tax included.
    let price: Int
  }

  private init(_ name: String, _ suffixes: String, _ products: String) {
    self.name = name
    shopSuffixes = suffixes.split(separator: " ").map(String.init)
    self.products = products.tableRows.map {
      Product(name: $0[0], code: $0[1], price: Int($0[2]) ?? 0)
    }
  }

  /// The stems of storefront names, invented.
  static let stems = """
    ひまわり こもれび あおぞら さくら坂 つばめ みなも やまびこ ことり しろくま たんぽぽ なぎさ ふたば ほたる まつかぜ ゆりかご わかば
    きりん うさぎ ときわ いろは かもめ せせらぎ ちどり のどか こはる すずらん はなうた 月のうさぎ 坂の上 まるに 百花 青い屋根
    """.split(whereSeparator: \.isWhitespace).map(String.init)

  static let all: [Trade] = [
    Trade(
      "健康食品", "健康堂 サプリ館 青汁本舗 自然食品店 薬草園",
      "十六種の雑穀,HK-16,1980\n機能性ヨーグルト種菌,HK-02,2480\n国産青汁 30包,HK-30,3150\n黒酢カプセル,HK-07,2940"),
    Trade(
      "雑貨", "雑貨店 生活館 道具箱 くらし堂",
      "表面加工フライパン 26cm,ZK-26,3280\n折りたたみ傘,ZK-11,1890\n竹の箸 五膳,ZK-05,980\n予備の電池 単3,ZK-31,640"),
    Trade(
      "靴", "靴店 シューズ はきもの館 足袋店",
      "ソフトウォーク 婦人靴,KT-240,6980\n紳士用 本革短靴,KT-255,12800\n子ども長靴,KT-160,2480\n室内履き,KT-090,1480"),
    Trade(
      "酒", "酒店 酒蔵 ワイン館 焼酎本舗",
      "純米吟醸 720ml,SK-720,1980\n芋焼酎 1.8L,SK-180,2650\n梅酒 十年古酒,SK-010,3400\n甘酒 6本,SK-006,1620"),
    Trade(
      "茶", "茶舗 製茶園 お茶の店",
      "深蒸し煎茶 100g,CH-100,1080\nほうじ茶 ティーバッグ,CH-050,780\n抹茶 能登の器付き,CH-020,4800"),
    Trade(
      "菓子", "菓子舗 あられ本舗 ようかん店 洋菓子店",
      "栗ようかん 5本,KS-005,2160\n塩あられ 缶入り,KS-011,1340\nバターケーキ,KS-021,2800"),
    Trade(
      "米", "米店 米穀店 産直市場",
      "コシヒカリ 5kg,KM-005,2980\nつや姫 10kg,KM-010,5600\n玄米 30kg,KM-030,11800"),
    Trade(
      "化粧品", "化粧品店 美容館 石けん工房",
      "手作り石けん 3個,BY-003,1500\n化粧水 120ml,BY-120,2600\nヘアソープ 詰替,BY-400,1280"),
    Trade(
      "ペット用品", "ペット用品店 犬猫屋 小鳥店",
      "小型犬フード 3kg,PT-003,2780\n猫砂 7L 4袋,PT-028,2380\n鳥かご,PT-101,5980"),
    Trade(
      "園芸", "園芸店 種苗店 花の店",
      "球根詰合せ 20球,EG-020,1680\n剪定ばさみ,EG-002,3980\n培養土 14L,EG-014,880"),
  ]
}
