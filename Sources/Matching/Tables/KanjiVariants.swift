/// Old, unofficial and look-different kanji of names and the usual one that a clerk writes for them.
///
/// Origin: written for this project from general knowledge of family register (戸籍) practice and of the
/// old and new forms of the Jōyō and Jinmeiyō kanji; no table of others was copied.
///
/// The map is directed and takes one step: no representative is itself a variant of another, and
/// nothing is closed transitively. Closing such pairs transitively joins strangers (明 and 朋, 秦 and
/// 奏, 昼 and 書, 喜 and 壮). Characters that are different names stay apart although people mistake one
/// for the other: 斎 and 斉 (齋 goes to 斎, 齊 to 斉), 太 and 大, 朗 and 郎, 曽 and 会, 園 and 薗, 萩 and 荻, 坂
/// and 阪, 畑 and 畠, 埼 and 崎. Compatibility ideographs (神, 塚, 祐) are folded before this.
enum KanjiVariants {
  /// The representative, then its variants.
  static let groups: [String] = familyNames + givenNames + oldForms

  /// Seen above all in family names.
  private static let familyNames: [String] = [
    "高髙", "崎﨑嵜㟢", "辺邊邉", "斎齋", "斉齊", "沢澤", "浜濱濵", "国國圀", "広廣", "桜櫻",
    "滝瀧", "瀬瀨", "島嶋嶌", "吉𠮷", "土圡", "橋槗𣘺", "富冨", "峰峯", "岳嶽", "関關",
    "竜龍", "黒黑", "塩鹽", "鉄鐵銕鉃鐡", "渋澁澀", "条條", "万萬", "会會", "与與", "円圓",
    "団團", "図圖", "児兒", "巌巖", "豊豐", "弥彌", "曽曾", "栃杤", "桑桒", "槙槇", "横橫",
    "権權", "浅淺", "渓溪", "清淸", "灯燈", "狭狹", "穂穗", "稲稻", "穐龝", "県縣", "継繼",
    "緑綠", "館舘", "荘莊", "蔵藏", "藪薮", "檜桧", "蛍螢", "衛衞", "観觀", "読讀", "郷鄕鄉",
    "釈釋", "鎌鐮", "長镸", "隠隱", "霊靈", "静靜", "頼賴", "駅驛", "鶏鷄雞", "鴎鷗", "麦麥",
    "黄黃", "亀龜", "奥奧", "画畫", "仮假", "気氣", "帰歸", "旧舊", "挙擧", "暁曉", "径徑",
    "芸藝", "剣劍劔釼剱劒", "献獻", "厳嚴", "効效", "号號", "歳歲", "済濟", "実實", "写寫",
    "寿壽", "収收", "縦縱", "叙敍", "将將", "称稱", "焼燒", "乗乘", "浄淨", "畳疊", "縄繩",
    "譲讓", "真眞", "尽盡", "数數", "声聲", "節莭", "専專", "戦戰", "銭錢", "禅禪", "双雙",
    "壮壯", "争爭", "装裝", "総總", "増增", "続續", "対對", "体體躰", "帯帶", "台臺", "択擇",
    "担擔", "単單", "断斷", "弾彈", "遅遲", "昼晝", "鋳鑄", "庁廳", "聴聽", "鎮鎭", "転轉",
    "伝傳", "当當", "党黨", "独獨", "届屆", "麺麵", "廃廢", "拝拜", "発發", "変變", "宝寶寳",
    "歩步", "毎每", "満滿", "戻戾", "訳譯", "薬藥", "予豫", "余餘", "誉譽", "様樣", "来來",
    "楽樂", "乱亂", "覧覽", "両兩", "猟獵", "塁壘", "励勵", "齢齡", "暦曆", "歴歷", "恋戀",
    "労勞", "楼樓", "湾灣", "参參", "糸絲", "処處", "仏佛", "価價", "拠據", "拡擴", "覚覺",
    "勧勸", "歓歡", "鉱鑛", "辞辭", "湿濕", "従從", "粛肅", "証證", "触觸", "摂攝", "窃竊",
    "潜潛", "属屬", "虫蟲", "点點", "応應", "欧歐", "絵繪", "学學", "顕顯", "検檢", "験驗",
    "険險", "雑雜", "蚕蠶", "賛贊", "舎舍", "舗舖", "覇霸", "巣巢", "場塲", "淵渕渊", "籠篭",
    "野埜", "柳栁桺", "梨棃", "松枩枀", "秋秌", "船舩", "村邨", "釜釡", "間閒", "鶴靏靍",
    "鶯鴬", "諫諌", "鰺鯵", "芦蘆", "柏栢", "雁鴈", "呉吳", "屏屛", "庄庒", "厩廐廏", "柿柹",
    "須湏", "氷冰", "留畄", "多夛", "本夲", "蒋蔣", "蘇蘓", "萱萓", "虎乕", "猪豬", "麹麴",
    "青靑", "飲飮", "顔顏", "戸戶", "内內", "呂吕", "為爲", "壺壷", "騨驒", "達逹", "窓窗",
    "竈竃", "砺礪", "蝉蟬", "醤醬", "尚尙", "床牀",
  ]

  /// Seen above all in given names.
  private static let givenNames: [String] = [
    "徳德", "恵惠", "栄榮", "礼禮", "勲勳", "寛寬", "恒恆", "悦悅", "慎愼", "懐懷", "晋晉",
    "涼凉", "温溫", "瑶瑤", "聡聰", "遥遙", "穎頴", "薫薰", "凛凜", "尭堯", "亘亙", "萌萠",
    "穣穰", "昂昻", "昇曻", "喜㐂", "彦彥", "姫姬", "姉姊", "教敎", "禄祿", "緒緖", "翠翆",
    "賢贒", "郎郞", "朗朖", "産產", "珍珎", "熙煕", "宜冝", "爾尓", "并幷", "世丗卋", "卯夘",
    "毘毗", "兎兔", "奨奬", "嬢孃", "揺搖", "随隨", "艶艷", "讃讚", "鋭銳", "録錄", "黙默",
    "亜亞", "即卽", "既旣", "粋粹", "縁緣", "繍繡", "謡謠", "駆驅", "髄髓", "祢禰", "祷禱",
    "侠俠", "倶俱", "呑吞", "剰剩", "醸釀", "厨廚", "壌壤", "酔醉", "髪髮",
  ]

  /// Seen above all in the names of companies and shops.
  private static let oldForms: [String] = [
    "壱壹", "弐貳貮", "売賣", "経經", "営營", "軽輕", "区區", "状狀", "炉爐", "併倂", "瓶甁",
    "餅餠", "頬頰", "剥剝", "填塡", "掴摑", "掻搔", "涛濤", "焔焰", "躯軀", "噛嚙", "蝋蠟",
    "蠣蛎", "桟棧", "残殘", "践踐",
  ]

  /// Only in the names of places, where the gazetteers write one for the other.
  static let placeGroups: [String] = ["市巿", "菟莵"]
}
