extension Mall {
  /// Two malls, one of them renamed and one closed, and three tenancies.
  ///
  /// | mall | merchant | storefront | open |
  /// |---|---|---|---|
  /// | tony | hana | 花の本舗 | 2004-01-01 – |
  /// | tony | cocomin | ちゃっかりダイエットココミン | 2005-01-01 – 2007-12-31 |
  /// | umi | hana | うみの花屋 | 2003-04-01 – 2010-12-31 |
  static func market() -> Mall {
    var mall = Mall()
    mall.add("malls", malls)
    mall.add("merchants", merchants)
    mall.add("tenancies", tenancies)
    mall.add(
      "affiliates",
      [["affiliate_id": "A1", "programme": "アクセスリンク", "partner": "日記のすすめ"]])
    return mall
  }

  static let malls: [Fields] = [
    [
      "mall_id": "tony", "name": "トニータウン", "operator": "株式会社トニー", "valid_from": "2000-01-01",
      "valid_to": "2008-03-31",
    ],
    [
      "mall_id": "tony", "name": "トニーモール", "operator": "トニーホールディングス株式会社",
      "valid_from": "2008-04-01",
    ],
    [
      "mall_id": "umi", "name": "うみモール", "operator": "株式会社トニー", "valid_from": "2003-04-01",
      "valid_to": "2010-12-31",
    ],
  ]

  static let merchants: [Fields] = [
    ["merchant_id": "hana", "name": "花の本舗", "legal_name": "有限会社花の本舗"],
    ["merchant_id": "cocomin", "name": "ココミン", "legal_name": "株式会社ココミン"],
  ]

  static let tenancies: [Fields] = [
    tenancy("tony", "hana", "花の本舗", "2004-01-01"),
    tenancy("tony", "cocomin", "ちゃっかりダイエットココミン", "2005-01-01", "2007-12-31"),
    tenancy("umi", "hana", "うみの花屋", "2003-04-01", "2010-12-31"),
  ]

  static func tenancy(
    _ mall: String, _ merchant: String, _ storefront: String, _ opened: String,
    _ closed: String = "", role: String = "direct"
  ) -> Fields {
    [
      "mall_id": mall, "merchant_id": merchant, "storefront": storefront, "legal_role": role,
      "opened_on": opened, "closed_on": closed,
    ]
  }
}
