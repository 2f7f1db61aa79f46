/// A tag of a letter's HTML, written as the built-in page writes tags: lower-case names, values in
/// double quotation marks. No comments, and no angle bracket within a tag, so that no other reader of
/// the same HTML can see a tag where this one sees none.
struct LetterTag {
  /// None of these loads anything.
  private static let elements: Set<String> = [
    "article", "b", "body", "br", "dd", "div", "dl", "dt", "em", "footer", "h1", "h2", "h3", "head",
    "header", "hr", "html", "i", "li", "main", "meta", "ol", "p", "rp", "rt", "ruby", "section",
    "small", "span", "strong", "style", "table", "tbody", "td", "tfoot", "th", "thead", "title",
    "tr", "ul",
  ]
  private static let attributes: Set<String> = [
    "charset", "class", "colspan", "content", "dir", "http-equiv", "id", "lang", "name", "rowspan",
    "scope", "start",
  ]

  private(set) var name = ""
  /// `</name>`
  private(set) var isEnd = false
  /// `<!DOCTYPE html>`
  private(set) var isDeclaration = false
  /// The words of `class`.
  private(set) var classes: [Substring] = []
  /// What a letter must not have, in words; nil when all is well.
  private(set) var problem: String?

  /// Nil when it is not written as said above.
  ///
  /// - Parameter text: What stands between the angle brackets.
  init?(_ text: String) {
    if text.lowercased() == "!doctype html" {
      isDeclaration = true
      return
    }
    guard let match = text.wholeMatch(of: /(\/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+="[^"<]*")*)\s*/)
    else { return nil }
    isEnd = !match.1.isEmpty
    name = String(match.2)
    guard Self.elements.contains(name) else {
      problem = "a <\(name)>"
      return
    }
    for attribute in match.3.matches(of: /([a-z-]+)="([^"]*)"/) {
      if !Self.attributes.contains(String(attribute.1)) {
        problem = "the attribute `\(attribute.1)` of <\(name)>"
      }
      if attribute.1 == "class" { classes = attribute.2.split(separator: " ") }
    }
  }
}
