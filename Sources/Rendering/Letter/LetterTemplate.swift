import Mustache

/// Why templates were refused. Raised when the renderer is made, before any letter is.
public enum LetterTemplateError: Error, Equatable, CustomStringConvertible {
  /// No template of this name was given.
  case missing(String)
  /// The template names something that no letter has, or has a tag that is not understood.
  case unknownName(String, template: String)
  /// The template is not Mustache, a section is not closed on its own line, or it lacks its
  /// subject or its answer.
  case malformed(template: String, line: Int)

  /// For the log; templates hold no personal data.
  public var description: String {
    switch self {
    case .missing(let name): "letter template \(name) is missing"
    case .unknownName(let name, let template): "letter template \(template): unknown \(name)"
    case .malformed(let template, let line): "letter template \(template), line \(line): malformed"
    }
  }
}

/// The wording of one kind of letter in one language.
///
/// A template is read line by line, and a line is a block of the letter:
///
///     = 件名                     the subject
///     ! お客様の個人情報は、…       the answer, first in the letter
///     text                      a paragraph
///     # heading
///     * step                    one of a numbered list
///     % items                   the table of what is held
///     ? answers                 an answer for each question that was asked, in its order
///     ~ footnote
///     > mall                    the blocks of letter-part-mall.<language>
///     ; remark                  for whoever edits the template
///
/// Lines are cut before any value is put in, so no value can become a block. Within a line the
/// text is Mustache over `LetterFacts`; a line that comes out empty is left out.
struct LetterTemplate: Sendable {
  enum Style: Sendable {
    case subject, answer, paragraph, heading, step, items, answers, footnote
  }

  struct Line: Sendable {
    var style: Style
    var text: MustacheTemplate
  }

  private(set) var lines: [Line] = []

  /// Reads `name` out of `sources`, following includes. Throws `LetterTemplateError`.
  init(named name: String, language: Language, sources: [String: String]) throws {
    try append("letter-\(name).\(language.rawValue)", language, sources, depth: 0)
    let styles = lines.map(\.style)
    guard styles.filter({ $0 == .subject }).count == 1,
      styles.filter({ $0 == .answer }).count == 1,
      styles.first == .subject, styles.dropFirst().first == .answer
    else {
      throw LetterTemplateError.malformed(
        template: "letter-\(name).\(language.rawValue)", line: 1)
    }
  }

  /// Reads `letter-<name>` as the wording of one sentence or two: no subject, no answer, only
  /// paragraphs. Throws `LetterTemplateError`.
  init(part name: String, language: Language, sources: [String: String]) throws {
    let name = "letter-\(name).\(language.rawValue)"
    try append(name, language, sources, depth: 1)
    guard !lines.isEmpty, lines.allSatisfy({ $0.style == .paragraph }) else {
      throw LetterTemplateError.malformed(template: name, line: 1)
    }
  }

  /// A part as one text; empty when nothing in it applies.
  func text(_ facts: LetterFacts, _ language: Language) -> String {
    blocks(facts).map(\.text).joined(separator: language.pick(ja: "", en: " "))
  }

  /// The blocks of one letter.
  func blocks(_ facts: LetterFacts) -> [(style: Style, text: String)] {
    let model = facts.model
    return lines.compactMap { line in
      let text = line.text.render(model).split(separator: " ").joined(separator: " ")
      let isPlace = line.style == .items || line.style == .answers
      return text.isEmpty && !isPlace ? nil : (line.style, text)
    }
  }

  private mutating func append(
    _ name: String, _ language: Language, _ sources: [String: String], depth: Int
  ) throws {
    guard let source = sources[name] else { throw LetterTemplateError.missing(name) }
    let rows = source.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, row) in rows.enumerated() {
      let line = row.last == "\r" ? row.dropLast() : row
      guard let mark = line.first, mark != ";" else { continue }
      let rest = String(line.dropFirst().drop { $0 == " " })
      if mark == ">" {
        guard depth == 0 else {
          throw LetterTemplateError.malformed(template: name, line: index + 1)
        }
        try append("letter-part-\(rest).\(language.rawValue)", language, sources, depth: 1)
        continue
      }
      let style = LetterTemplate.styles[mark]
      let text = style == nil ? String(line) : rest
      try LetterTemplate.checkNames(text, template: name)
      do {
        // Text stays text here; the page escapes it when it becomes HTML.
        let template = try MustacheTemplate(string: "{{% CONTENT_TYPE: TEXT}}" + text)
        lines.append(Line(style: style ?? .paragraph, text: template))
      } catch {
        throw LetterTemplateError.malformed(template: name, line: index + 1)
      }
    }
  }

  private static let styles: [Character: Style] = [
    "=": .subject, "!": .answer, "#": .heading, "*": .step, "%": .items, "?": .answers,
    "~": .footnote,
  ]

  /// Only `{{name}}`, `{{#name}}`, `{{^name}}`, `{{/name}}` of known names pass.
  private static func checkNames(_ text: String, template: String) throws {
    var rest = text[...]
    while let open = rest.firstRange(of: "{{") {
      let after = rest[open.upperBound...]
      guard let close = after.firstRange(of: "}}") else {
        throw LetterTemplateError.unknownName("{{", template: template)
      }
      let tag = after[..<close.lowerBound]
      let isSection = tag.first.map { "#^/".contains($0) } ?? false
      let name = String(isSection ? tag.dropFirst() : tag)
      guard LetterFacts.Name(rawValue: name) != nil else {
        throw LetterTemplateError.unknownName(name, template: template)
      }
      rest = after[close.upperBound...]
    }
  }
}
