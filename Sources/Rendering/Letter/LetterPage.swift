import Mustache

/// The letter as one page of HTML, out of the template `letter-page.html`.
struct LetterPage: Sendable {
  private let template: MustacheTemplate

  /// Throws `LetterTemplateError`.
  init(sources: [String: String]) throws {
    let name = "letter-page.html"
    guard let source = sources[name] else { throw LetterTemplateError.missing(name) }
    MustacheContentTypes.register(LetterMarkup(), named: "LETTER_MARKUP")
    do {
      template = try MustacheTemplate(string: "{{% CONTENT_TYPE: LETTER_MARKUP}}" + source)
    } catch {
      throw LetterTemplateError.malformed(template: name, line: 1)
    }
  }

  /// A long letter is set closer, so that it stays one page: in the class `snug`, `tight`, or `full`, which holds as many
  /// lines as the lint allows. The PDF is set as wide as one page holds.
  func render(_ subject: String, _ heading: LetterHeading, _ blocks: [LetterBlock]) -> String {
    let isFootnote: (LetterBlock) -> Bool = { block in
      if case .footnote = block { true } else { false }
    }
    let language = heading.language
    let setting = LetterSetting.fitting(subject, heading, blocks)
    return template.render(
      [
        "language": heading.language.rawValue,
        "subject": subject,
        "snug": setting == .snug,
        "tight": setting == .tight || setting == .full,
        "full": setting == .full,
        "date": heading.date,
        "caseLine": heading.caseLine.map { [$0] } ?? [],
        "addressee": heading.addressee,
        "postalAddress": heading.postalAddress,
        "sender": heading.sender,
        "contactTitle": heading.contactTitle,
        "contact": heading.contact,
        "closing": heading.closing,
        "signature": heading.signature,
        "columns": heading.columns,
        "blocks": blocks.filter { !isFootnote($0) }.map { model($0, language) },
        "footnotes": blocks.filter(isFootnote).map { model($0, language) },
      ] as [String: Any])
  }

  private func model(_ block: LetterBlock, _ language: Language) -> [String: Any] {
    switch block {
    case .answer(let text): ["answer": text]
    case .paragraph(let text): ["paragraph": text]
    case .heading(let text): ["heading": text]
    case .footnote(let text): ["footnote": text]
    case .steps(let steps): ["steps": ["list": steps]]
    case .items(let items):
      [
        "items": [
          "rows": Self.merged(items, language).map { fields, item in
            [
              "field": fields.joined(), "fields": fields, "day": item.day, "origin": item.origin,
            ] as [String: Any]
          }
        ]
      ]
    }
  }

  /// Items that follow each other and came from the same place are one row, which names their fields.
  static func merged(
    _ items: [LetterItem], _ language: Language
  ) -> [(fields: [String], item: LetterItem)] {
    var rows: [(fields: [String], item: LetterItem)] = []
    for item in items {
      if let last = rows.last?.item, last.day == item.day, last.origin == item.origin {
        let index = rows[rows.count - 1].fields.count - 1
        rows[rows.count - 1].fields[index] += language.pick(ja: "・", en: ", ")
        rows[rows.count - 1].fields.append(item.field)
      } else {
        rows.append((fields: [item.field], item: item))
      }
    }
    return rows
  }
}

/// Escapes text for HTML by scalars. Mustache's own escaping goes by grapheme clusters and so
/// lets through a quotation mark or an ampersand that a combining character follows.
struct LetterMarkup: MustacheContentType {
  func escapeText(_ text: String) -> String {
    var output = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": output.append(contentsOf: "&lt;".unicodeScalars)
      case ">": output.append(contentsOf: "&gt;".unicodeScalars)
      case "&": output.append(contentsOf: "&amp;".unicodeScalars)
      case "\"": output.append(contentsOf: "&quot;".unicodeScalars)
      case "'": output.append(contentsOf: "&#39;".unicodeScalars)
      default: output.append(scalar)
      }
    }
    return String(output)
  }
}
