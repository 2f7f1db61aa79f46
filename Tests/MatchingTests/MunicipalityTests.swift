import Testing

@testable import Matching

/// What a key says of the municipality, and what it leaves out.
@Suite struct MunicipalityTests {
  /// The first of a group is the usual form; all others are the same place.
  static let groups: [[String]] = [
    // A name of its own needs nothing in front.
    ["石川県金沢市香林坊4-1", "金沢市香林坊4-1", "石川金沢市香林坊4-1", "石川県　金沢市　香林坊4-1"],
    ["福島県石川郡石川町下泉1", "石川郡石川町下泉1", "石川町下泉1", "福島県石川町下泉1", "福島 石川郡 石川町下泉1"],
    ["京都府京都市左京区岩倉1", "京都市左京区岩倉1", "左京区岩倉1", "京都府左京区岩倉1", "京都 左京区岩倉1"],
    ["千葉県市川市八幡1-1", "千葉市川市八幡1-1", "市川市八幡1-1"],
    ["千葉県鎌ケ谷市中央1", "鎌ヶ谷市中央1", "千葉県鎌が谷市中央1", "千葉鎌ｹ谷市中央1"],
    ["東京都八丈島八丈町大賀郷1", "八丈町大賀郷1", "東京都八丈町大賀郷1"],
    ["北海道余市郡余市町黒川町1", "余市町黒川町1"], ["沖縄県国頭郡東村平良1", "東村平良1"],
    ["山形県東村山郡山辺町大塚1", "東村山郡山辺町大塚1", "山辺町大塚1"],
    ["山形県村山市楯岡1", "山形村山市楯岡1", "村山市楯岡1"],
    // A name that others have is completed by what was written, or by the town.
    ["東京都府中市宮西町2-24", "府中市宮西町2-24", "東京府中市宮西町2-24"], ["広島県府中市鵜飼町1", "府中市鵜飼町1", "広島府中市鵜飼町1"],
    ["大阪府大阪市北区中津1-2", "大阪市北区中津1-2", "大阪府北区中津1-2", "北区中津1-2"],
    ["東京都北区赤羽1-2", "北区赤羽1-2", "東京北区赤羽1-2"],
    ["京都府京都市北区紫野大徳寺町88", "北区紫野大徳寺町88番地", "京都市北区紫野大徳寺町八十八"],
    ["北海道札幌市北区北十六条西二丁目1-1", "札幌市北区北16条西2-1-1", "北区北１６西２－１－１"],
    ["秋田県仙北郡美郷町六郷字本館1", "美郷町六郷字本館1", "秋田県美郷町六郷本館1"],
    ["三重県三重郡朝日町小向1", "朝日町小向1", "三重郡朝日町小向1"],
    ["東京都港区芝公園4-2-8", "港区芝公園四丁目2番8号"],
    // Two kanji that the fold takes for one.
    ["茨城県鹿嶋市宮中1", "鹿嶋市宮中1", "茨城県鹿島市宮中1"], ["佐賀県鹿島市古枝1", "鹿島市古枝1"],
  ]

  /// Cities got wards, wards were divided anew, villages became cities.
  static let former: [[String]] = [
    ["静岡県静岡市葵区追手町5-1", "静岡市追手町5-1", "静岡県静岡市 追手町5番1号", "葵区追手町5-1"],
    ["新潟県新潟市中央区学校町通一番町602-1", "新潟市学校町通1番町602番地1", "新潟県新潟市学校町通一番町602-1"],
    ["埼玉県さいたま市北区宮原町1-2-3", "さいたま市宮原町1-2-3", "埼玉県さいたま市宮原町一丁目2番3号"],
    ["北海道札幌市豊平区月寒東三条十八丁目1-72", "札幌市月寒東3条18丁目1-72"], ["岡山市南区千鳥町1-1", "岡山市千鳥町1-1"],
    ["静岡県浜松市中央区元城町103-2", "浜松市元城町103-2", "浜松市中区元城町103-2", "静岡県浜松市中区元城町103-2"],
    ["静岡県浜松市浜名区貴布祢3000", "浜松市浜北区貴布祢3000"], ["静岡県浜松市浜名区細江町気賀1", "浜松市北区細江町気賀1"],
    ["愛知県長久手市岩作城の内60-1", "愛知県愛知郡長久手町大字岩作字城の内60番地1", "長久手町岩作城の内60-1", "愛知郡長久手町岩作城の内60-1"],
    ["石川県野々市市三納1-1", "石川郡野々市町三納1-1", "野々市町三納1-1"],
    ["福岡県那珂川市西隈1-1-1", "筑紫郡那珂川町西隈1-1-1", "福岡県那珂川町西隈1-1-1"],
    ["兵庫県丹波篠山市北新町41", "篠山市北新町41", "兵庫県篠山市北新町41"], ["岩手県滝沢市中鵜飼55", "岩手郡滝沢村中鵜飼55"],
  ]

  @Test(arguments: former)
  func aFormerWritingIsTheAddressOfToday(_ group: [String]) throws {
    let keys = try Keys()
    for text in group.dropFirst() {
      #expect(
        keys.address(text) == keys.address(group[0]),
        "\(Fold.address(text)) \(Fold.address(group[0]))")
    }
  }

  /// What is spoken in a town's name and not always written.
  @Test(arguments: [
    ["新宿区市谷田町1-4", "新宿区市ヶ谷田町1-4", "新宿区市ケ谷田町1-4", "東京都新宿区市が谷田町1-4"],
    ["杉並区阿佐谷南1-2-3", "杉並区阿佐ヶ谷南1-2-3"], ["渋谷区千駄ヶ谷1-2", "渋谷区千駄谷1-2", "渋谷区千駄が谷1-2"],
    ["新宿区四谷1-2-3", "新宿区四ツ谷1-2-3", "新宿区四ッ谷1-2-3", "新宿区四っ谷1-2-3"], ["世田谷区梅丘1-2", "世田谷区梅ヶ丘1-2"],
    ["府中市四谷1-2-3", "府中市四ッ谷1-2-3", "東京都府中市四谷1-2-3"], ["横浜市神奈川区三ツ沢上町1-2", "神奈川区三沢上町1-2"],
  ])
  func silentKanaOfATownAreDropped(_ group: [String]) throws {
    let keys = try Keys()
    for text in group.dropFirst() {
      #expect(keys.address(text) == keys.address(group[0]), "\(Fold.address(text))")
    }
  }

  @Test(arguments: [
    ["仙台市宮城野区榴岡1-2", "仙台市宮城野区榴ケ岡1-2"], ["村上市岩崎1-2", "村上市岩ケ崎1-2"], ["豊田市大蔵連町1", "豊田市大ケ蔵連町1"],
    // Not in a town: behind a number, in a municipality's name, and where no municipality is known.
    ["新宿区新宿1-2 梅丘荘", "新宿区新宿1-2 梅ヶ丘荘"], ["鎌ケ谷市中央1", "鎌谷市中央1"], ["市谷田町1-4", "市ヶ谷田町1-4"],
    ["日高市高麗本郷三ヶ尻1", "日高市高麗本郷三尻1"],
  ])
  func kanaThatTellAreKept(_ pair: [String]) throws {
    let keys = try Keys()
    #expect(keys.address(pair[0]) != keys.address(pair[1]), "\(Fold.address(pair[0]))")
  }

  /// Each is written as it was: the town lies in several wards, is nobody's, or the municipality is another one.
  @Test(arguments: [
    ("静岡市富士見町1", "静岡市富士見町1"), ("静岡市謎1", "静岡市謎1"), ("静岡市追手1", "静岡市追手1"), ("静岡市", "静岡市"),
    ("大阪市日本橋1-2-3", "大阪市日本橋1-2-3"), ("東京都静岡市追手町5-1", "静岡市追手町5-1"), ("浜松市中区謎1", "浜松市中区謎1"),
    ("浜松市中央区謎1", "浜松市中央区謎1"), ("京都市上本能寺前町488", "京都市上本能寺前町488"), ("那珂川町小川1", "那珂川町小川1"),
    ("栃木県那須郡那珂川町小川1", "那珂川町小川1"),
    ("千葉県長久手町1", "長久手町1"),
  ])
  func whatTheTownDoesNotTellStaysAsItIs(_ text: String, _ expected: String) {
    #expect(Fold.address(text) == expected)
  }

  @Test func everyTownOfTheWardsIsFoundWithoutItsWard() {
    var (name, front, town) = ("", "", "")
    var (count, differing) = (0, [String]())
    for token in Municipalities.tokens(WardTowns.source) {
      let rest = { String(Substring(token.dropFirst())) }
      switch token.first {
      case 0x3D: name = rest()
      case 0x3A: (front, town) = (rest(), "")
      case .some(let digit) where digit < 0x3A: town = town.prefix(Int(digit) - 0x30) + rest()
      default: town = String(Substring(token))
      }
      guard token.first != 0x3D, token.first != 0x3A else { continue }
      count += 1
      if Fold.address(front + town + " 12-3") != Fold.address(front + name + town + " 12-3") {
        differing.append(front + name + town)
      }
    }
    #expect(count > 9_000)
    // What the fold takes for one town is in two wards.
    #expect(differing == ["静岡市葵区中ノ郷", "静岡市清水区中之郷", "名古屋市昭和区檀溪通", "名古屋市瑞穂区檀渓通"])
  }

  @Test(arguments: groups)
  func writingsOfOneAddressAreEqual(_ group: [String]) throws {
    let keys = try Keys()
    for text in group.dropFirst() {
      #expect(
        keys.address(text) == keys.address(group[0]),
        "\(Fold.address(text)) \(Fold.address(group[0]))")
    }
  }

  /// No prefecture, and a town that two of the name have: the key equals neither.
  @Test(arguments: [
    ["府中市府中町1-1", "東京都府中市府中町1-1", "広島県府中市府中町1-1"],
    ["中央区日本橋1-2-3", "東京都中央区日本橋1-2-3", "大阪市中央区日本橋1-2-3"],
    ["池田町池田1", "福井県池田町池田1", "長野県池田町池田1"],
    ["大阪府北区錦町1", "大阪市北区錦町1", "堺市北区錦町1"], ["北区錦町1", "大阪市北区錦町1", "大阪府北区錦町1"],
    // A town that nobody knows tells nothing, nor does one that only begins so.
    ["北区紫野大徳寺1", "京都市北区紫野大徳寺1", "東京都北区紫野大徳寺1"], ["港区芝公園前1", "東京都港区芝公園前1", "大阪市港区芝公園前1"],
  ])
  func whatIsNotCertainIsNotCompleted(_ group: [String]) throws {
    let keys = try Keys()
    #expect(Set(group.map(keys.address)).count == group.count, "\(group.map(Fold.address))")
  }

  @Test(arguments: [
    // What was written does not fit the table: only the prefecture goes, as ever.
    ("東京都大阪市北区中津1", "大阪市北区中津1"), ("青森県左京区岩倉1", "左京区岩倉1"), ("静岡県浜松市中区1", "浜松市中区1"),
    ("愛知県横浜市左京区1", "横浜市左京区1"), ("東京八王子1", "東京8王子1"), ("京都市1", "京都市1"),
    ("大阪府北区謎1", "大阪府北区謎1"), ("北区謎1", "北区謎1"), ("東京都府中市", "東京都府中市"), ("府中市", "府中市"),
    ("山形村1", "山形村1"), ("福島県郡山市1", "郡山市1"), ("千葉市1", "1000葉市1"),
    ("千葉県千葉市中央区中央1", "千葉市中央区中央1"), ("東京都中央区1", "東京都中央区1"),
  ])
  func normalForm(_ text: String, _ expected: String) {
    #expect(Fold.address(text) == expected)
  }

  @Test func everyMunicipalityIsFoundAndKeepsAKeyOfItsOwn() {
    let rows = Municipalities.rows(Municipalities.source)
    #expect(rows.count == 1_892)
    var owners: [String: Int] = [:]
    for (index, row) in rows.enumerated() {
      let prefecture = Prefectures.names[row.prefecture]
      let full = Fold.address(prefecture + row.qualifier + row.name + "本1")
      #expect(owners.updateValue(index, forKey: full) == nil, "\(full)")
      if row.prefecture > 0 {
        #expect(Fold.address(prefecture.dropLast() + row.qualifier + row.name + "本1") == full)
      }
      if Municipalities.shared.places[index].front.isEmpty {
        #expect(Fold.address(row.name + "本1") == full)
      }
      #expect(Fold.address(full) == full)
    }
    #expect(Municipalities.shared.places.filter { !$0.front.isEmpty }.count == 133)
  }
}

/// The streets in front of a town of Kyoto.
@Suite struct StreetTests {
  @Test(arguments: [
    [
      "京都府京都市中京区上本能寺前町488", "京都市中京区寺町通御池上る上本能寺前町488番地", "中京区寺町通御池上ル上本能寺前町488",
      "中京区寺町通御池上がる 上本能寺前町四百八十八", "中京区寺町通 御池上る　上本能寺前町488",
    ],
    ["下京区長刀鉾町20 四条烏丸ビル3F", "下京区四条通烏丸東入ル長刀鉾町20 四条烏丸ビル3階", "下京区四条通烏丸東入長刀鉾町20 四条烏丸ビル3F"],
    ["上京区紙屋川町870", "上京区今小路通御前西入紙屋川町870", "上京区今小路通御前通西入る紙屋川町870"],
    ["上京区姥ケ寺之前町919-3", "上京区寺ノ内通千本東入1丁目下る姥ヶ寺ノ前町919の3"],
    ["東山区下池田町527", "東山区大和大路通七条下る5丁目下池田町527"], ["上京区染殿町658", "上京区寺町通石薬師下る西側染殿町658"],
    ["中京区五町目242", "中京区柳馬場通夷川上る五町目242"], ["東山区祇園町南側1", "東山区四条通大和大路東入祇園町南側1"],
    // The crossing stays where the ward has the town twice, in one spelling.
    ["中京区寺町通御池上る亀屋町3", "京都市中京区寺町通御池上ル亀屋町3", "中京区寺町通御池上がる亀屋町三"],
    // Known by its town alone.
    ["北区紫野大徳寺町1", "京都市北区今宮通大宮西入紫野大徳寺町1"],
  ])
  func writingsOfOneAddressAreEqual(_ group: [String]) throws {
    let keys = try Keys()
    for text in group { #expect(keys.address(text) == keys.address(group[0]), "\(text)") }
  }

  @Test(arguments: [
    // A town of a name that the ward has twice.
    ("中京区寺町通御池上る亀屋町3", "中京区亀屋町3"), ("中京区寺町通御池上る亀屋町3", "中京区高倉通二条下る亀屋町3"),
    // What follows is no town: a building, nothing, a lot.
    ("下京区四条通烏丸東入 大和ビル", "下京区四条通烏丸西入 大和ビル"), ("下京区四条通烏丸東入", "下京区四条通烏丸西入"),
    ("下京区四条通烏丸東入20", "下京区四条通烏丸西入20"),
    // Behind the lot it is a building's name.
    ("下京区長刀鉾町20 上る館前町1", "下京区長刀鉾町20 下る館前町1"), ("下京区東入町1", "下京区西入町1"),
    // Outside Kyoto it is part of a name.
    ("大阪市浪速区日本橋上る町1", "大阪市浪速区町1"), ("渋谷区坂上る渋谷町1", "渋谷区渋谷町1"),
    ("京都市下京区長刀鉾町20", "京都市中京区長刀鉾町20"),
  ])
  func differentAddressesStayApart(_ one: String, _ other: String) throws {
    let keys = try Keys()
    #expect(keys.address(one) != keys.address(other), "\(Fold.address(one))")
  }
}

/// The numbered rows of towns in Hokkaido.
@Suite struct RowTests {
  @Test(arguments: [
    ["北海道札幌市豊平区月寒東三条十八丁目1-72", "豊平区月寒東３-１８-１-７２", "豊平区月寒東3条18丁目1番72号", "豊平区月寒東3条 18-1-72"],
    ["札幌市北区拓北六条二丁目6-12", "北区拓北6条2丁目6番12号", "札幌市北区拓北6-2-6-12"],
    ["札幌市中央区南十二条西十二丁目2-27", "札幌市中央区南12西12ー2-27", "中央区南12条西12丁目2-27"],
  ])
  func writingsOfOneAddressAreEqual(_ group: [String]) throws {
    let keys = try Keys()
    for text in group { #expect(keys.address(text) == keys.address(group[0]), "\(text)") }
  }

  @Test(arguments: [
    // 藤野 has lots without a row, and outside Hokkaido 九条 is a name.
    ("札幌市南区藤野2条7丁目14", "札幌市南区藤野2-7-14"), ("大阪市西区九条1-2-3", "大阪市西区9-1-2-3"),
    ("豊平区月寒東3条18丁目", "豊平区月寒東318"), ("札幌市豊平区平岸3条1", "札幌市豊平区平岸31"),
  ])
  func differentAddressesStayApart(_ one: String, _ other: String) throws {
    let keys = try Keys()
    #expect(keys.address(one) != keys.address(other), "\(Fold.address(one))")
  }
}
