import Mustache

/// Writes the letter that answers "why do you have my data?", from templates that a lawyer can
/// read and change.
public struct LetterRenderer: Sendable {
  /// What there is for one language.
  private struct Wording: Sendable {
    var letters: [LetterKind: LetterTemplate] = [:]
    var asks: [Ask: LetterTemplate] = [:]
    var leak: LetterTemplate
  }

  private let wordings: [Language: Wording]
  private let page: LetterPage

  /// `templates` from file name to content; a folder before the name and `.mustache` behind it do
  /// not matter. All kinds in both languages, an answer to each question, the parts they include
  /// and `letter-page.html` must be there. Throws `LetterTemplateError`: a wrong template stops
  /// here, not in a letter.
  public init(templates sources: [String: String]) throws {
    var named: [String: String] = [:]
    for (path, source) in sources.sorted(by: { $0.key < $1.key }) {
      var name = path.split(separator: "/").last.map(String.init) ?? path
      if name.hasSuffix(".mustache") { name.removeLast(".mustache".count) }
      named[name] = source
    }
    var wordings: [Language: Wording] = [:]
    for language in Language.allCases {
      var wording = Wording(
        leak: try LetterTemplate(part: "part-leak", language: language, sources: named))
      for kind in LetterKind.allCases {
        wording.letters[kind] = try LetterTemplate(
          named: kind.rawValue, language: language, sources: named)
      }
      for ask in Ask.allCases {
        wording.asks[ask] = try LetterTemplate(
          part: "ask-\(ask.rawValue)", language: language, sources: named)
      }
      wordings[language] = wording
    }
    self.wordings = wordings
    self.page = try LetterPage(sources: named)
  }

  /// The letter for this record as of the run that the context names.
  public func render(_ detail: TrailDetail, _ context: LetterContext) -> Letter {
    render(LetterKind(detail), detail, context)
  }

  /// A letter of this kind. `detail` is nil for the kinds that rest on no record.
  public func render(
    _ kind: LetterKind, _ detail: TrailDetail?, _ context: LetterContext
  ) -> Letter {
    let draft = fitting(kind, detail, context)
    return Letter(
      subject: draft.subject, text: draft.text,
      html: page.render(draft.subject, draft.heading, draft.blocks))
  }

  /// How long that letter is.
  public func size(
    _ kind: LetterKind, _ detail: TrailDetail?, _ context: LetterContext
  ) -> LetterSize {
    let draft = fitting(kind, detail, context)
    let text = LetterText(language: context.language)
    return LetterSize(
      lines: LetterLint.lines(of: draft.text).count,
      room: LetterLint.pageLines(context.language),
      parts: text.parts(draft.heading, draft.blocks))
  }

  /// A letter before it is set.
  struct Draft {
    var subject: String
    var heading: LetterHeading
    var blocks: [LetterBlock]
    var text: String
    var merchants: Int
  }

  /// With all merchants; where the page does not hold them, with as many as it holds, and with one where it does not even
  /// hold that.
  private func fitting(
    _ kind: LetterKind, _ detail: TrailDetail?, _ context: LetterContext
  ) -> Draft {
    let full = draft(kind, detail, context, .all)
    guard full.merchants > 1, LetterLint.isTooLong(full.text, context.language) else { return full }
    // Rows of names are no easy reading: one that is too hard is cut too.
    func fits(_ draft: Draft) -> Bool {
      LetterLint().isReadable(draft.text, context.language)
    }
    let brief = draft(kind, detail, context, .briefly)
    guard !fits(brief) else { return brief }
    var best = draft(kind, detail, context, .first(1))
    guard fits(best) else { return best }
    // The most that fit: with one more name a letter is never shorter.
    var range = 2..<min(full.merchants, LetterNaming.most)
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      let tried = draft(kind, detail, context, .first(middle))
      if fits(tried) {
        best = tried
        range = (middle + 1)..<range.upperBound
      } else {
        range = range.lowerBound..<middle
      }
    }
    return best
  }

  /// The letter with so many merchants named, whether it fits or not.
  func draft(
    _ kind: LetterKind, _ detail: TrailDetail?, _ context: LetterContext, _ naming: LetterNaming
  ) -> Draft {
    let language = context.language
    let facts = LetterFacts(kind, detail, context, naming: naming)
    let wording = wordings[language]
    var lines = wording?.letters[kind]?.blocks(facts) ?? []
    if let leak = wording?.leak.text(facts, language), !leak.isEmpty,
      let answer = lines.firstIndex(where: { $0.style == .answer })
    {
      lines[answer].text = leak + language.pick(ja: "", en: " ") + lines[answer].text
    }
    let answers = (context.inquiry?.asks ?? []).compactMap { ask in
      wording?.asks[ask].map { answer(ask, $0, facts, context) }
    }
    let items =
      detail.map {
        LetterItem.all(
          $0, kind, language, isConcluded: context.inquiry?.isConcluded ?? false)
      } ?? []
    let blocks = LetterBlock.all(lines, items, answers.filter { !$0.isEmpty }, language)
    let subject = lines.first { $0.style == .subject }?.text ?? ""
    let heading = LetterHeading(context)
    let text = LetterText(language: language).render(subject, heading, blocks)
    return Draft(
      subject: subject, heading: heading, blocks: blocks, text: text,
      merchants: facts.merchantCount)
  }
}

extension LetterRenderer {
  /// The answer to a question; to that for a leak, one for each incident, the gravest first.
  private func answer(
    _ ask: Ask, _ template: LetterTemplate, _ facts: LetterFacts, _ context: LetterContext
  ) -> String {
    var facts = facts
    var texts = [template.text(facts, context.language)]
    if ask == .leaked {
      for exposure in (context.inquiry?.exposures ?? []).dropFirst() {
        facts.add(exposure)
        facts.flag(.further, true)
        texts.append(template.text(facts, context.language))
      }
    }
    return texts.filter { !$0.isEmpty }.joined(separator: context.language.pick(ja: "", en: " "))
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

  /// Steps that follow each other become one list; a table without rows is left out, and so are
  /// answers where nothing was asked.
  static func all(
    _ lines: [(style: LetterTemplate.Style, text: String)], _ items: [LetterItem],
    _ answers: [String], _ language: Language
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
      case .answers:
        guard !answers.isEmpty else { continue }
        blocks.append(.heading(language.pick(ja: "ご質問へのお答え", en: "Your questions")))
        blocks.append(.steps(answers))
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
