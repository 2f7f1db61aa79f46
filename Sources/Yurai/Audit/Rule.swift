/// One rule of `Sql/rules`: what its header says, and the SELECT below it.
public struct Rule: Sendable {
  /// Stable id; the name of its file.
  public let id: String
  /// error, warning or notice.
  public let severity: String
  /// Title in Japanese.
  public let titleJa: String
  /// Title in English.
  public let titleEn: String
  /// Why it is a rule.
  public let why: String
  /// The same in Japanese; nil where the file does not say.
  public let whyJa: String?
  /// Whether it is the rule about rows that are not what their import wrote. These are known last.
  var isAboutRows: Bool { id == "row-changed" }
  let script: SQLScript
  let text: String

  /// Every rule in this binary, by id.
  public static func all() throws -> [Rule] {
    try EmbeddedFiles.text.filter { $0.key.hasPrefix("Sql/rules/") && $0.key.hasSuffix(".sql") }
      .sorted { $0.key < $1.key }.map { try Rule(text: $0.value, file: $0.key) }
  }

  /// Reads a rule file.
  /// - Throws: `YuraiError` when the header lacks something, or the id is not the file's name.
  init(text: String, file: String) throws {
    var header: [String: String] = [:]
    var key = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("-- ") else { break }
      let content = line.dropFirst(3)
      if content.hasPrefix("     ") {
        header[key, default: ""] += " " + content.drop { $0 == " " }
      } else if let colon = content.firstIndex(of: ":") {
        key = String(content[..<colon])
        header[key] = String(content[content.index(after: colon)...].drop { $0 == " " })
      }
    }
    guard let id = header["rule"], let severity = header["severity"],
      let titleEn = header["title_en"],
      let titleJa = header["title_ja"], let why = header["why"], file.hasSuffix("/\(id).sql"),
      ["error", "warning", "notice"].contains(severity)
    else {
      throw YuraiError("\(file): its header should give rule, severity, title_en, title_ja and why")
    }
    self.id = id
    self.severity = severity
    self.titleEn = titleEn
    self.titleJa = titleJa
    self.why = why
    whyJa = header["why_ja"]
    self.text = text
    script = SQLScript(text: text)
  }
}
