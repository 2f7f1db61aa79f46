/// What of a letter's HTML is printed, piece by piece, and where in the letter each piece stands.
///
/// Reads the HTML of `letter-page.html`, not any HTML: only elements and attributes that cannot name
/// another file or address, so that a renderer that is given such a page has nothing to fetch. A
/// page that a template's new author gave an image, a link or a web font stops here.
struct LetterPrint {
  /// Text of one place in the letter.
  struct Piece: Equatable {
    /// As a person would say it: "the addressee's name".
    var place: String
    /// Without markup, entities resolved.
    var text: String
  }

  /// In the letter's order. The style sheet is one too: it may print what `content` says.
  private(set) var pieces: [Piece] = []

  private var stack = LetterPlace()
  private var rest: Substring.UnicodeScalarView

  /// - Throws: `YuraiError` that names the element, attribute or rule that a letter must not have.
  init(html: String) throws {
    rest = html[...].unicodeScalars
    while let next = rest.first {
      if next == "<" {
        try readTag()
      } else {
        let text = rest.prefix { $0 != "<" }
        rest = rest.dropFirst(text.count)
        try add(LetterEntities.resolve(text))
      }
    }
  }

  private mutating func add(_ text: String) throws {
    guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else { return }
    pieces.append(Piece(place: stack.description, text: text))
  }

  private mutating func readTag() throws {
    guard let end = rest.firstIndex(of: ">") else { throw Self.refusal("an unfinished tag") }
    let tag = LetterTag(String(rest[rest.index(after: rest.startIndex)..<end]))
    rest = rest[rest.index(after: end)...]
    guard let tag else { throw Self.refusal("a tag that is not as in the built-in page") }
    if let problem = tag.problem { throw Self.refusal(problem) }
    guard !tag.isDeclaration else { return }
    if tag.isEnd {
      stack.leave(tag.name)
    } else {
      stack.enter(tag)
      if tag.name == "style" { try readStyle() }
    }
  }

  /// Up to `</style`; the tag itself is left to be read.
  private mutating func readStyle() throws {
    let css = rest.prefix { $0 != "<" }
    rest = rest.dropFirst(css.count)
    let text = String(css)
    let lowercase = text.lowercased()
    // A backslash can write any of the others.
    let refused = ["url", "@import", "@font-face", "src", "image", "attr(", "\\"]
    if let word = refused.first(where: { lowercase.contains($0) }) {
      throw Self.refusal("`\(word)` in its style sheet")
    }
    try add(text)
  }

  private static func refusal(_ what: String) -> YuraiError {
    YuraiError(
      "no PDF was made, because the letter's page has \(what). A letter must need nothing from "
        + "outside: take it out of the template letter-page.html")
  }
}
