/// RFC 2047: text of any script in a header, as ASCII words like `=?UTF-8?B?5Lu25ZCN?=`.
///
/// A reader joins adjacent words without the white space between them. Each word is whole by
/// itself: no character is split between two.
enum EncodedWord {
  private static let opening = "=?UTF-8?B?"
  private static let closing = "?="

  /// Whether a header may hold `text` as it is: visible ASCII and spaces, and nothing in it that
  /// a reader would take for an encoded word.
  static func isNeedless(_ text: String) -> Bool {
    text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !text.contains("=?")
  }

  /// `text` in words of at most 75 characters, the first of at most `first` (at least 20).
  static func words(_ text: String, first: Int) -> [String] {
    var words: [String] = []
    var held: [UInt8] = []
    func capacity() -> Int {
      let room = words.isEmpty ? min(first, 75) : 75
      return (room - opening.utf8.count - closing.utf8.count) / 4 * 3
    }
    func close() {
      words.append(opening + Base64.encode(held) + closing)
      held = []
    }
    for piece in pieces(text) {
      if !held.isEmpty, held.count + piece.count > capacity() { close() }
      held += piece
    }
    if !held.isEmpty { close() }
    return words
  }

  /// What stays together: a character as a person sees it, or its scalars where somebody piled so
  /// many marks on it that no word holds it.
  private static func pieces(_ text: String) -> [[UInt8]] {
    text.flatMap { character -> [[UInt8]] in
      let bytes = Array(character.utf8)
      guard bytes.count > 36 else { return [bytes] }
      return character.unicodeScalars.map { Array(String($0).utf8) }
    }
  }
}
