/// The normal forms behind the match keys: for tests, for look-ups, and to explain to a person why
/// two writings count as the same value.
///
/// They are made for comparing, not for showing: 千代田区 comes out as 1000代田区. A blank value gives
/// an empty string. They fold generously, as fits a comparison among one customer's own events.
public enum Fold {
  /// A name: widths and compatibility forms folded, old and variant kanji replaced by the usual ones
  /// (one directed step each, see `KanjiVariants`), Latin letters in lower case without accents,
  /// spaces, `・`, commas, full stops and double quotes removed, a trailing 様 dropped.
  ///
  /// Characters that are different names stay different: 斎 and 斉, 太 and 大, 朗 and 郎, 秦 and 奏.
  public static func name(_ text: String) -> String { run(text) { $0.name($1) } }

  /// A reading: as ``name(_:)``, and katakana becomes hiragana. Small kana and long vowels are kept.
  public static func kana(_ text: String) -> String { run(text) { $0.kana($1) } }

  /// An e-mail address: NFKC, lower case throughout, no spaces, no quotes around the local part
  /// (`"a..b"@` is what some mailers made of DoCoMo's `a..b@`). Dots and `+tags` are kept.
  public static func email(_ text: String) -> String { run(text) { $0.email($1) } }

  /// A telephone number: national digits for Japan (`+81 (0)90-...` becomes `090...`), `+` and
  /// digits for other countries; extensions, remarks and the prefixes 184 and 186 are cut.
  /// A text without any digit is folded as text, so that equal remarks stay equal.
  public static func phone(_ text: String) -> String { run(text) { $0.phone($1) } }

  /// An address: the municipality's name, the town, the lot as `1-2-3`, then building and room.
  ///
  /// Prefecture, county and the city in front of a ward are left out where the municipality's name is
  /// its own: 左京区, 金沢市, 石川町. Where several have the name, the city of the ward or else the
  /// prefecture stands in front, provided that the address makes it certain: it was written, or the
  /// town exists in one of them only (府中市宮西町2 is 東京都府中市宮西町2). Otherwise nothing is completed.
  /// The streets of Kyoto are left out, unless the ward has the town twice.
  ///
  /// Kanji numerals become digits everywhere; 丁目, 番地, 番, 号, の and dashes between numbers become
  /// one `-` and vanish elsewhere; 号室 vanishes, 階 becomes `f`; 大字 and 字 vanish; ヶ, ノ and ツ
  /// are が, の and つ inside the names of places. A renamed town and an omitted 町 stay as written.
  /// Numbers are never joined nor reordered.
  public static func address(_ text: String) -> String { run(text) { $0.address($1) } }

  /// A postal code: its digits (six of them get back the zero that a spreadsheet took), or the
  /// letters and digits of a foreign one.
  public static func postalCode(_ text: String) -> String { run(text) { $0.postalCode($1) } }

  /// An identifier: exactly as it is, without the spaces around it.
  public static func identifier(_ text: String) -> String { run(text) { $0.identifier($1) } }

  /// The prefecture with which an address begins, after its postal code; nil when it begins with none.
  ///
  /// ``address(_:)`` mostly leaves it out, because many people do. Between people who need not be the
  /// same it is to be compared where both wrote it: a place that the table of municipalities does not
  /// know can lie in several prefectures.
  public static func prefecture(of address: String) -> String? {
    var folder = Folder()
    let utf8 = Array(address.utf8)
    return folder.leadingPrefecture(utf8.span)
  }

  private static func run(
    _ text: String, _ fold: (inout Folder, Span<UInt8>) -> Void
  ) -> String {
    var folder = Folder()
    let utf8 = Array(text.utf8)
    fold(&folder, utf8.span)
    return String(decoding: folder.bytes[Folder.start..<folder.end], as: UTF8.self)
  }
}
