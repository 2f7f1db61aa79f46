/// Full card numbers in what people type: they are neither stored nor repeated.
public enum CardMask {
  /// A message, with an asterisk for every digit of a card number. It may name orders, of which one in ten passes Luhn:
  /// by the rule of identifiers.
  public static func applied(to message: String) -> String { CardNumber.masked(message) }

  /// A name, likewise, and by the rule of names: no number in it is an order's.
  public static func applied(toName name: String) -> String {
    let masked = CardNumber.masked(name)
    guard CardNumber.isPresent(in: Array(masked.utf8).span, isIdentifier: false) else {
      return masked
    }
    return String(masked.map { $0.isWholeNumber ? "*" : $0 })
  }

  /// The words of a command line, with the card numbers of an option's values masked: `--actor X`, `--actor=X`.
  ///
  /// - Parameters:
  ///   - option: the option as it is typed, with its dashes; its values are names.
  ///   - words: what was typed after the tool's name.
  /// - Returns: as many words.
  public static func applied(toValuesOf option: String, in words: [String]) -> [String] {
    var isValue = false
    var isOver = false
    return words.map { word in
      defer {
        isOver = isOver || word == "--"
        isValue = !isOver && word == option
      }
      let isMasked = isValue || !isOver && word.hasPrefix(option + "=")
      return isMasked ? applied(toName: word) : word
    }
  }
}
