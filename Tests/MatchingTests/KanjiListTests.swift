import Foundation
import Testing

@testable import Matching

/// Our variants against lists that others made: the law's, and two published tools.
@Suite struct KanjiListTests {
  /// New form and old form of 常用漢字表 (内閣告示第2号, 2010, the forms in parentheses), of 人名用漢字
  /// (戸籍法施行規則 別表第二), and of the kanji whose old print form Unicode encodes apart (説 and 說).
  private static let official = """
    亜亞 悪惡 圧壓 囲圍 医醫 為爲 壱壹 隠隱 栄榮 営營 衛衞 駅驛 円圓 塩鹽 縁緣 艶艷 応應 欧歐 殴毆 桜櫻 奥奧 横橫 温溫 穏穩 仮假 価價 画畫 会會 絵繪 壊壞 懐懷
    拡擴 殻殼 覚覺 学學 岳嶽 楽樂 渇渴 巻卷 陥陷 勧勸 寛寬 関關 歓歡 観觀 気氣 帰歸 亀龜 偽僞 戯戲 犠犧 旧舊 拠據 挙擧 虚虛 峡峽 挟挾 狭狹 郷鄕 暁曉 区區 駆驅
    勲勳 薫薰 径徑 茎莖 恵惠 掲揭 渓溪 経經 蛍螢 軽輕 継繼 鶏鷄 芸藝 撃擊 欠缺 県縣 倹儉 剣劍 険險 圏圈 検檢 献獻 権權 顕顯 験驗 厳嚴 広廣 効效 恒恆 黄黃 鉱鑛
    号號 国國 黒黑 砕碎 済濟 斎齋 剤劑 雑雜 参參 桟棧 蚕蠶 惨慘 賛贊 残殘 糸絲 歯齒 児兒 辞辭 湿濕 実實 写寫 釈釋 寿壽 収收 従從 渋澁 獣獸 縦縱 粛肅 処處 叙敍
    将將 称稱 渉涉 焼燒 証證 奨奬 条條 状狀 乗乘 浄淨 剰剩 畳疊 縄繩 壌壤 嬢孃 譲讓 醸釀 触觸 嘱囑 真眞 寝寢 慎愼 尽盡 図圖 粋粹 酔醉 穂穗 随隨 髄髓 枢樞 数數
    瀬瀨 声聲 斉齊 静靜 窃竊 摂攝 専專 浅淺 戦戰 践踐 銭錢 潜潛 繊纖 禅禪 双雙 壮壯 争爭 荘莊 捜搜 挿插 巣巢 曽曾 痩瘦 装裝 総總 騒騷 増增 蔵藏 臓臟 即卽 属屬
    続續 堕墮 対對 体體 帯帶 滞滯 台臺 滝瀧 択擇 沢澤 担擔 単單 胆膽 団團 断斷 弾彈 遅遲 痴癡 虫蟲 昼晝 鋳鑄 庁廳 徴徵 聴聽 勅敕 鎮鎭 逓遞 鉄鐵 点點 転轉 伝傳
    灯燈 当當 党黨 盗盜 稲稻 闘鬭 徳德 独獨 読讀 届屆 弐貳 悩惱 脳腦 覇霸 拝拜 廃廢 売賣 麦麥 発發 髪髮 抜拔 蛮蠻 晩晚 浜濱 秘祕 仏佛 払拂 併倂 並竝 瓶甁 辺邊
    変變 弁辨 弁瓣 弁辯 歩步 宝寶 豊豐 褒襃 翻飜 毎每 万萬 満滿 麺麵 黙默 弥彌 訳譯 薬藥 予豫 余餘 与與 誉譽 揺搖 様樣 謡謠 来來 頼賴 乱亂 覧覽 竜龍 両兩 猟獵
    緑綠 涙淚 塁壘 礼禮 励勵 戻戾 霊靈 隷隸 齢齡 暦曆 歴歷 恋戀 錬鍊 労勞 郎郞 楼樓 湾灣 録錄 蝋蠟 内內 産產 説說 閲閱 鋭銳 税稅 脱脫 悦悅 青靑 清淸 郷鄉 既旣
    概槪 飲飮 呉吳 娯娛 戸戶 教敎 彦彥 顔顏 歳歲 衆眾 没沒 冊册 姉姊 填塡 頬頰 剥剝 餅餠 亘亙 巌巖 尭堯 晃晄 凛凜 桧檜 槙槇 祢禰 祷禱 禄祿 穣穰 萌萠 遥遙 駆駈
    島嶋 杯盃 富冨 峰峯 野埜 涼凉
    """

  @Test("the old forms of the official lists are joined with the new ones") func officialForms() {
    let pairs = Self.official.split(whereSeparator: \.isWhitespace).map { Array($0) }
    #expect(pairs.count > 300)
    for pair in pairs {
      #expect(pair.count == 2)
      #expect(
        Fold.name("\(pair[1])田") == Fold.name("\(pair[0])田"), "\(String(pair))")
    }
  }

  /// What MJ縮退マップ (in one step, by unification and by the registry's notices; PyPI jntajis-python) and
  /// jageocoder's dictionary say of our pairs. Their data stay where they are: the one is CC BY-SA.
  @Test("published tools join what we join") func publishedTools() throws {
    var ours: [String: String] = [:]
    for group in KanjiVariants.groups {
      let scalars = group.unicodeScalars.map { String($0) }
      for variant in scalars.dropFirst() {
        // Radicals that stand for their kanji are no kanji to either tool.
        if variant.unicodeScalars.allSatisfy({ (0x2E80...0x2EFF).contains($0.value) }) { continue }
        ours[variant] = scalars[0]
      }
    }
    guard let answer = try Self.ask(JSONEncoder().encode(ours)) else {
      print("skipped: needs python3 (or $YURAI_PYTHON) with jntajis-python and jageocoder")
      return
    }
    #expect(Set(answer.unknown).isSubset(of: Self.inNeither), "\(answer.unknown)")
    #expect(answer.shared > 450)
    // The rest is rare, or typed as two different names: 苅 and 刈, 涌 and 湧, 薗 and 園.
    #expect(answer.missed.count < 150, "\(answer.missed.joined(separator: " "))")
  }

  /// Variant and representative in neither tool: newer print forms of JIS X 0213 and 常用漢字表
  /// (2010), whose older form either takes for granted, and 靍, 吕, 毗, 凜, 牀.
  private static let inNeither: Set = [
    "麵麺", "靍鶴", "麴麹", "吕呂", "驒騨", "牀床", "凜凛", "毗毘", "剝剥", "搔掻", "軀躯", "嚙噛", "𠮟叱",
  ]

  private struct Answer: Decodable {
    /// Our pairs that neither tool joins.
    let unknown: [String]
    /// How many pairs of the dictionary that MJ joins too we join.
    let shared: Int
    /// And those that we do not.
    let missed: [String]
  }

  /// The tools' answer; nil when they are not installed.
  private static func ask(_ ours: Data) throws -> Answer? {
    let script = """
      import json, sys, unicodedata, importlib.util, pathlib, jntajis
      ours = json.loads(sys.argv[1])
      folder = importlib.util.find_spec("jageocoder").submodule_search_locations[0]
      listed = json.loads((pathlib.Path(folder) / "itaiji_dic.json").read_text())
      def mj(kanji):  # 1: unification in JIS and UCS, 8: notices about the family register
          try: return set(jntajis.mj_shrink_candidates(kanji, 9))
          except Exception: return {kanji}
      def plain(kanji):
          kanji = unicodedata.normalize("NFKC", kanji)
          return ours.get(kanji, kanji)
      unknown = [v + r for v, r in ours.items()
                 if not mj(v) & mj(r) and listed.get(v, v) != listed.get(r, r)]
      both = [(v, r) for v, r in listed.items() if len(v + r) == 2 and v > "\\u3400" and mj(v) & mj(r)]
      missed = [v + r for v, r in both if plain(v) != plain(r)]
      print(json.dumps({"unknown": unknown, "shared": len(both) - len(missed), "missed": missed}))
      """
    return try PublishedTools.answer(to: ours, script: script)
  }
}
