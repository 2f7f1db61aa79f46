import Matching
import Testing

@Suite struct NameTests {
  /// Writings of one person's name: widths, spaces, old and unofficial kanji.
  static let same: [(String, String)] = [
    ("髙橋健一", "高橋健一"), ("山﨑愛", "山崎愛"), ("嵜本", "崎本"), ("渡邊", "渡辺"), ("渡邉", "渡辺"),
    ("渡邊", "渡邉"), ("齋藤", "斎藤"), ("齊藤", "斉藤"), ("澤田", "沢田"), ("濱田", "浜田"), ("濵田", "濱田"),
    ("國分", "国分"), ("廣瀨", "広瀬"), ("櫻井", "桜井"), ("德川", "徳川"), ("瀨戸", "瀬戸"), ("惠子", "恵子"),
    ("眞由美", "真由美"), ("榮一", "栄一"), ("禮子", "礼子"), ("龍一", "竜一"), ("瀧本", "滝本"), ("𠮷田", "吉田"),
    ("冨田", "富田"), ("嶋田", "島田"), ("豐田", "豊田"), ("彌生", "弥生"), ("靜香", "静香"), ("藪内", "薮内"),
    ("檜山", "桧山"), ("関根", "關根"), ("黑田", "黒田"), ("曾根", "曽根"), ("堯", "尭"),
    ("彥", "彦"), ("佐々木", "佐佐木"), ("\u{FA19}田", "神田"),
    ("手\u{FA10}", "手塚"), ("葛\u{E0100}城", "葛城"), ("龍ヶ崎", "竜ケ崎"), ("山田　太郎", "山田太郎"),
    (" 山田 太郎 ", "山田\u{A0}太郎"), ("山田太郎様", "山田 太郎"), ("山田太郎　様", "山田太郎"), ("㈱山田", "(株)山田"),
    ("ﾔﾏﾀﾞ ﾀﾛｳ", "ヤマダタロウ"), ("ハ\u{3099}ハ\u{309A}", "バパ"), ("カ゛", "ガ"), ("Ｊｏｓé", "JOSE"),
    ("ジャン・ポール", "ジャン ポール"), ("ｼﾞｬﾝ･ﾎﾟｰﾙ", "ジャンポール"), ("マリ−", "マリー"), ("Smith, J.", "SMITH J"),
    ("O’Brien", "O'brien"), ("山\u{200B}田", "山田"), ("①号", "1号"),
    ("㈱青空商店", "株式会社青空商店"), ("青空商店(株)", "青空商店株式会社"), ("（有）青空", "有限会社青空"),
    ("青空商店御中", "青空商店"), ("山田太郎 殿", "山田太郎"), ("マイケル＝ジャクソン", "マイケル・ジャクソン"),
    ("\u{2EC6}田", "角田"), ("\u{2ED1}谷川", "長谷川"), ("\u{2ED8}木", "青木"), ("\u{2EC4}田", "西田"),
  ]

  /// Different people: characters that look alike or that a transitive closure would join.
  static let different: [(String, String)] = [
    ("斎藤", "斉藤"), ("齋藤", "齊藤"), ("太郎", "大郎"), ("太", "大"), ("一朗", "一郎"), ("明", "朋"), ("秦", "奏"),
    ("萩原", "荻原"), ("曾", "会"), ("曽", "會"), ("好", "怒"), ("好", "恕"), ("怒", "恕"), ("昼", "書"),
    ("晝", "書"), ("喜", "壮"), ("㐂", "壯"), ("園田", "薗田"), ("埴", "植"), ("磐", "盤"), ("冶", "治"),
    ("盧", "戸"), ("大坂", "大阪"), ("畑山", "畠山"), ("埼", "崎"), ("島", "鳥"), ("佐藤", "佐籐"), ("阿倍", "阿部"),
    ("伊東", "伊藤"), ("太田", "大田"), ("千秋", "干秋"), ("未央", "末央"), ("ヤマタ", "ヤマダ"), ("ハバ", "ハパ"),
    ("はっとり", "はつとり"), ("ユカ", "ユーカ"), ("エイ", "エイチ"), ("井上", "井之上"), ("山田太郎", "山田次郎"),
    ("ヨウコ", "ようこ"), ("様", "山"), ("佐々", "佐"),
    ("株式会社青空", "青空株式会社"), ("株式会社青空", "有限会社青空"), ("(山)青空", "青空"), ("殿", "様"), ("鵜殿", "鵜"),
  ]

  @Test(arguments: same)
  func writingsOfOnePersonAreEqual(_ one: String, _ other: String) throws {
    let keys = try Keys()
    #expect(keys.name(one) == keys.name(other), "\(Fold.name(one)) \(Fold.name(other))")
  }

  @Test(arguments: different)
  func differentPeopleStayApart(_ one: String, _ other: String) throws {
    let keys = try Keys()
    #expect(keys.name(one) != keys.name(other))
  }

  @Test(arguments: [
    ("スズキ ミサキ", "すずき みさき"), ("ｽｽﾞｷ　ﾐｻｷ", "すずきみさき"), ("タナカ−", "たなかー"), ("ヴァン", "ゔぁん"),
    ("みすゞ", "ミスズ"), ("サヽキ", "ささき"), ("ｻﾞ ﾊﾟｰ", "ざぱー"),
  ])
  func readingsAreEqualInEitherKana(_ one: String, _ other: String) throws {
    let keys = try Keys()
    #expect(keys.kana(one) == keys.kana(other), "\(Fold.kana(one)) \(Fold.kana(other))")
  }

  @Test(arguments: [
    ("オオタ", "オータ"), ("ハツトリ", "ハットリ"), ("シヨウ", "ショウ"), ("カキ", "ガキ"), ("ハハ", "ババ"),
    ("ユウキ", "ユキ"),
  ])
  func readingsKeepSmallKanaAndLongVowels(_ one: String, _ other: String) throws {
    let keys = try Keys()
    #expect(keys.kana(one) != keys.kana(other))
  }

  @Test func onlyATrailingHonorificIsDropped() {
    #expect(Fold.name("様田") == "様田")
    #expect(Fold.name("山様田") == "山様田")
    #expect(Fold.name("山田様") == "山田")
    #expect(Fold.name("山田樣") == "山田")
    #expect(Fold.name("様") == "様")
  }
}
