/// Where in a letter's page the reader is: the elements that are open.
struct LetterPlace: CustomStringConvertible {
  private static let voids: Set<String> = ["br", "hr", "meta"]

  private static let names: [String: String] = [
    ".addressee": "the addressee's name", ".date": "the date or reference", ".sender": "the sender",
    ".answer": "the answer", ".contact": "the contact", ".signature": "the signature",
    ".notes": "the notes", "title": "the subject", "h1": "the subject", "h2": "a heading",
    "table": "the table", "ol": "the steps", "ul": "the steps", "style": "the style sheet",
  ]

  private var open: [(name: String, keys: [String])] = []
  private var paragraphs = 0

  /// As a person would say it; the innermost part that has a name.
  var description: String {
    for element in open.reversed() {
      if let name = element.keys.lazy.compactMap({ Self.names[$0] }).first { return name }
    }
    return open.contains { $0.name == "p" } ? "paragraph \(paragraphs)" : "the page"
  }

  /// A start tag.
  mutating func enter(_ tag: LetterTag) {
    guard !Self.voids.contains(tag.name) else { return }
    open.append((tag.name, tag.classes.map { ".\($0)" } + [tag.name]))
    if tag.name == "p", description.hasPrefix("paragraph") { paragraphs += 1 }
  }

  /// An end tag; one that ends nothing changes nothing.
  mutating func leave(_ name: String) {
    guard let index = open.lastIndex(where: { $0.name == name }) else { return }
    open.removeSubrange(index...)
  }
}
