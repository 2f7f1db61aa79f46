import Mustache

/// Writes the letter that answers "why do you have my data?", from templates that a lawyer can
/// read and change.
public struct LetterRenderer: Sendable {
  private let templates: [Language: [LetterKind: LetterTemplate]]
  private let page: LetterPage

  /// `templates` from file name to content; a folder before the name and `.mustache` behind it do
  /// not matter. All kinds in both languages, the parts they include and `letter-page.html` must
  /// be there. Throws `LetterTemplateError`: a wrong template stops here, not in a letter.
  public init(templates sources: [String: String]) throws {
    var named: [String: String] = [:]
    for (path, source) in sources {
      var name = path.split(separator: "/").last.map(String.init) ?? path
      if name.hasSuffix(".mustache") { name.removeLast(".mustache".count) }
      named[name] = source
    }
    var templates: [Language: [LetterKind: LetterTemplate]] = [:]
    for language in Language.allCases {
      for kind in LetterKind.allCases {
        templates[language, default: [:]][kind] = try LetterTemplate(
          named: kind.rawValue, language: language, sources: named)
      }
    }
    self.templates = templates
    self.page = try LetterPage(sources: named)
  }

  /// The letter for this record as of the run that the context names.
  public func render(_ detail: TrailDetail, _ context: LetterContext) -> Letter {
    let facts = LetterFacts(detail, context)
    let kind = LetterKind(detail)
    let lines = templates[context.language]?[kind]?.blocks(facts) ?? []
    let items = LetterItem.all(detail, context.language)
    let blocks = LetterBlock.all(lines, items)
    let subject = lines.first { $0.style == .subject }?.text ?? ""
    let heading = LetterHeading(context)
    return Letter(
      subject: subject,
      text: LetterText(language: context.language).render(subject, heading, blocks),
      html: page.render(subject, heading, blocks))
  }
}

/// A part of the letter's body, as both forms show it.
enum LetterBlock {
  case answer(String)
  case paragraph(String)
  case heading(String)
  case steps([String])
  case items([LetterItem])
  case footnote(String)

  /// Steps that follow each other become one list; a table without rows is left out.
  static func all(
    _ lines: [(style: LetterTemplate.Style, text: String)], _ items: [LetterItem]
  ) -> [LetterBlock] {
    var blocks: [LetterBlock] = []
    for line in lines {
      switch line.style {
      case .subject: break
      case .answer: blocks.append(.answer(line.text))
      case .paragraph: blocks.append(.paragraph(line.text))
      case .heading: blocks.append(.heading(line.text))
      case .footnote: blocks.append(.footnote(line.text))
      case .items: if !items.isEmpty { blocks.append(.items(items)) }
      case .step:
        if case .steps(let steps)? = blocks.last {
          blocks[blocks.count - 1] = .steps(steps + [line.text])
        } else {
          blocks.append(.steps([line.text]))
        }
      }
    }
    return blocks
  }
}
