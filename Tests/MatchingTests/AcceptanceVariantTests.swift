import Matching
import Testing

/// The ways in which one customer's fields are written in the exports of one small mall.
@Suite struct AcceptanceVariantTests {
  @Test(arguments: [
    ["林大輔", "林 大輔", "林　大輔"], ["髙橋 健一", "高橋健一"], ["渡邉　愛", "渡邉愛", "渡辺 愛"], ["能登　陽菜", "能登陽菜"],
    ["表　太郎", "表太郎"], ["齋藤 拓也", "齋藤拓也"],
  ])
  func names(_ group: [String]) throws {
    let keys = try Keys()
    #expect(Set(group.map(keys.name)).count == 1)
  }

  @Test(arguments: [["はやし だいすけ", "ハヤシ ダイスケ", "ﾊﾔｼ ﾀﾞｲｽｹ"]])
  func kana(_ group: [String]) throws {
    let keys = try Keys()
    #expect(Set(group.map(keys.kana)).count == 1)
  }

  @Test(arguments: [
    ["u7.55@example.jp", " u7.55@example.jp ", "U7.55@EXAMPLE.JP", "ｕ７.55＠example.jp"]
  ])
  func emails(_ group: [String]) throws {
    let keys = try Keys()
    #expect(Set(group.map(keys.email)).count == 1)
  }

  @Test(arguments: [["０９０－００１１－２２３３", "+81 90-0011-2233", "09000112233", "090-0011-2233"]])
  func phones(_ group: [String]) throws {
    let keys = try Keys()
    #expect(Set(group.map(keys.phone)).count == 1)
  }

  @Test(arguments: [["060-0001", "0600001", "０６０－０００１"]])
  func postalCodes(_ group: [String]) throws {
    let keys = try Keys()
    #expect(Set(group.map(keys.postalCode)).count == 1)
  }

  /// Every place with every lot in its four writings, and with a building each.
  @Test(
    arguments: [
      "北海道札幌市中央区北一条西", "東京都千代田区霞が関", "宮城県仙台市青葉区一番町", "香川県高松市番町", "沖縄県那覇市おもろまち", "愛知県名古屋市中区栄",
      "神奈川県横浜市西区みなとみらい", "広島県広島市中区基町",
    ], ["", " コーポ山田201", " グランドメゾン栄1203号室", " 羽州本町ビル4F"])
  func addresses(_ place: String, _ building: String) throws {
    let keys = try Keys()
    var seen: Set<Int64?> = []
    for (chome, banchi, go) in [(1, 9, 25), (7, 40, 1), (4, 1, 10), (1, 92, 5), (19, 2, 5)] {
      let wide = "\(chome)－\(banchi)－\(go)".applyingFullWidthDigits
      let group = [
        "\(place)\(chome)-\(banchi)-\(go)\(building)",
        "\(place) \(chome)丁目\(banchi)−\(go)\(building)",
        "\(place)\(chome)丁目\(banchi)番\(go)号\(building)", place + wide + building,
      ].map(keys.address)
      #expect(Set(group).count == 1)
      seen.formUnion(group)
    }
    #expect(seen.count == 5)
  }
}

extension String {
  /// ASCII digits in full width.
  fileprivate var applyingFullWidthDigits: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { scalar in
          guard ("0"..."9").contains(scalar) else { return scalar }
          return Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar
        }))
  }
}
