/// The runs (連) of a Japanese text: how often the same kind of character follows itself.
struct ScriptRuns {
  /// What a character is written in. Punctuation, symbols and spaces are in none of these, and so
  /// end a run.
  enum Script: CaseIterable {
    case kanji, hiragana, katakana, latin, digit
  }

  private var runs: [Script: Int] = [:]
  private var characters: [Script: Int] = [:]
  private var all = 0

  /// Adds the runs of `text`; none reaches over from what was added before.
  mutating func add(_ text: String) {
    var open: Script?
    for character in text {
      let script = ScriptRuns.script(character, after: open)
      if !" 「」“”".contains(character) { all += 1 }
      if let script {
        characters[script, default: 0] += 1
        if script != open { runs[script, default: 0] += 1 }
      }
      open = script
    }
  }

  /// Mean characters in a run of this script; 0 where it does not occur.
  func meanLength(of script: Script) -> Double {
    guard let runs = runs[script], let characters = characters[script] else { return 0 }
    return Double(characters) / Double(runs)
  }

  /// The share of this script among all characters, punctuation too, but not spaces and the quotation
  /// marks of names that were taken out; nil where there is none.
  func share(of script: Script) -> Double? {
    all == 0 ? nil : Double(characters[script] ?? 0) / Double(all)
  }

  private static func script(_ character: Character, after open: Script?) -> Script? {
    guard let scalar = character.unicodeScalars.first else { return nil }
    switch scalar.value {
    // The long vowel mark, in full width and half, belongs to the kana before it: らーめん.
    case 0x30FC, 0xFF70: return open == .hiragana ? .hiragana : .katakana
    case 0x3041...0x3096, 0x309D...0x309F: return .hiragana
    case 0x30A1...0x30FA, 0x30FD...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9D: return .katakana
    // 々 repeats a kanji, and Unicode does not call it an ideograph.
    case 0x3005: return .kanji
    case 0x30...0x39, 0xFF10...0xFF19: return .digit
    default: break
    }
    if scalar.properties.isIdeographic { return .kanji }
    return scalar.properties.isAlphabetic ? .latin : nil
  }
}
