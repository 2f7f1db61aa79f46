/// Makes a stored value safe to show: no terminal escapes, no line breaks, no bidi overrides, no
/// invisible characters. A value here comes from an order form that anybody could fill in.
enum Neutral {
  /// Shows what is hostile as `<U+202E>`: for the desk and the auditor, who must see it.
  static func visible(_ text: String) -> String {
    map(text) { scalar in
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "<U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ">"
    }
  }

  /// Drops what is hostile: for a letter, where nobody should meet it.
  static func plain(_ text: String) -> String {
    let mapped = map(text) { _ in "" }
    let words = mapped.split(separator: " ", omittingEmptySubsequences: true)
    return words.joined(separator: " ")
  }

  /// For a name that stands within 「」 or “”: an inner quotation mark becomes the nested one, as
  /// typography asks, so that a name cannot end its own quotation.
  static func quotable(_ text: String) -> String {
    // By scalars: with a mark behind it a quotation mark is another character, and looks the same.
    var output = String.UnicodeScalarView()
    for scalar in plain(text).unicodeScalars {
      switch scalar {
      case "「", "｢": output.append("『")
      case "」", "｣": output.append("』")
      case "“", "”", "\"": output.append("'")
      default: output.append(scalar)
      }
    }
    return String(output)
  }

  /// Controls (C0, C1, DEL), format characters (bidi marks and overrides, zero-width space,
  /// soft hyphen, tags), line and paragraph separators. The joiners U+200C and U+200D stay: some
  /// scripts need them. So do variation selectors, which Japanese names need, and private use,
  /// where old shop systems kept their gaiji.
  static func isHostile(_ scalar: Unicode.Scalar) -> Bool {
    // Looking up a property is slow, and these are nearly all there is: ASCII, kana, kanji.
    switch scalar.value {
    case 0x20...0x7E, 0x3000...0x9FFF: return false
    default: break
    }
    return switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate: true
    case .format: scalar.value != 0x200C && scalar.value != 0x200D
    default: false
    }
  }

  private static func map(
    _ text: String, _ replacement: (Unicode.Scalar) -> String
  ) -> String {
    guard text.unicodeScalars.contains(where: isHostile) else { return text }
    var output = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\t", "\n", "\r", "\u{2028}", "\u{2029}": output.append(" ")
      case _ where isHostile(scalar):
        output.append(contentsOf: replacement(scalar).unicodeScalars)
      default: output.append(scalar)
      }
    }
    return String(output)
  }
}
