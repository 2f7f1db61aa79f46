/// The three scripts in which a shop's form stores how a name is read.
enum KanaScript: Int, CaseIterable {
  case katakana
  case hiragana
  /// Half-width katakana, a voiced syllable as two characters: old systems have nothing else.
  case halfWidth

  /// `katakana` (full width) in this script.
  func write(_ katakana: String) -> String {
    switch self {
    case .katakana: katakana
    case .hiragana: String(String.UnicodeScalarView(katakana.unicodeScalars.map(Self.toHiragana)))
    case .halfWidth: katakana.map { Self.halfWidthForms[$0] ?? String($0) }.joined()
    }
  }

  private static func toHiragana(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard (0x30A1...0x30F6).contains(scalar.value) else { return scalar }
    return Unicode.Scalar(scalar.value - 0x60) ?? scalar
  }

  private static let halfWidthForms: [Character: String] = {
    let full = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンァィゥェォッャュョー"
    let half = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｧｨｩｪｫｯｬｭｮｰ"
    let voicedBases = "カキクケコサシスセソタチツテトハヒフヘホ"
    let voiced = "ガギグゲゴザジズゼゾダヂヅデドバビブベボ"
    var table: [Character: String] = [:]
    for (from, to) in zip(full, half) { table[from] = String(to) }
    for (base, from) in zip(voicedBases, voiced) { table[from] = (table[base] ?? "") + "ﾞ" }
    for (base, from) in zip("ハヒフヘホ", "パピプペポ") { table[from] = (table[base] ?? "") + "ﾟ" }
    return table
  }()
}
