/// Character references of HTML, as many as letters have.
enum LetterEntities {
  private static let names: [Substring: Unicode.Scalar] = [
    "lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
    "hellip": "…", "ndash": "–", "mdash": "—", "copy": "©", "middot": "·",
  ]

  /// The text with references resolved.
  /// - Throws: `YuraiError` for a name that is not known: what it prints could not be checked.
  static func resolve(_ text: Substring.UnicodeScalarView) throws -> String {
    var output = String.UnicodeScalarView()
    var rest = text
    while let next = rest.popFirst() {
      guard next == "&", let end = rest.firstIndex(of: ";") else {
        output.append(next)
        continue
      }
      let name = Substring(rest[..<end])
      guard let scalar = scalar(name) else {
        throw YuraiError(
          "no PDF was made, because the letter's page has a character reference that is not known: "
            + "write the character itself in the template")
      }
      output.append(scalar)
      rest = rest[rest.index(after: end)...]
    }
    return String(output)
  }

  private static func scalar(_ name: Substring) -> Unicode.Scalar? {
    guard name.first == "#" else { return names[name] }
    let digits = name.dropFirst()
    let value =
      digits.first == "x" || digits.first == "X"
      ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return value.flatMap(Unicode.Scalar.init)
  }
}
