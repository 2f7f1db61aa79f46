/// The letter as plain text: Japanese in lines of 37 full-width characters, English in lines of 76.
struct LetterText {
  var language: Language

  private var width: Int { language == .ja ? 74 : 76 }
  private var measure: DisplayWidth { DisplayWidth(language) }

  func render(_ subject: String, _ heading: LetterHeading, _ blocks: [LetterBlock]) -> String {
    var parts: [[String]] = []
    parts.append(([heading.date] + [heading.caseLine].compactMap { $0 }).flatMap(right))
    parts.append(heading.postalAddress.flatMap(wrap) + addressee(heading))
    parts.append(heading.sender.flatMap(right))
    parts.append(wrap(heading.subjectLabel + subject))
    for (index, block) in blocks.enumerated() {
      let lines = lines(block, heading)
      // A heading stands on what it heads.
      if index > 0, case .heading = blocks[index - 1] {
        parts[parts.count - 1] += lines
      } else {
        parts.append(lines)
      }
    }
    let contact = heading.contact.flatMap { LineWrap(width: width - 2, measure: measure).lines($0) }
    let title = language.pick(ja: "■ ", en: "") + heading.contactTitle
    parts.insert([title] + contact.map { "  " + $0 }, at: footnoteIndex(parts, blocks))
    parts.append(language == .ja ? right(heading.closing) : [heading.closing])
    if !heading.signature.isEmpty { parts.append(heading.signature.flatMap(wrap)) }
    return parts.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  /// The lines of each part, without the blank ones between them.
  func parts(_ heading: LetterHeading, _ blocks: [LetterBlock]) -> [LetterSize.Part: Int] {
    var parts: [LetterSize.Part: Int] = [:]
    let frame =
      [heading.date] + [heading.caseLine].compactMap { $0 } + heading.postalAddress
      + heading.sender + heading.contact + heading.signature
    parts[.frame] = addressee(heading).count + frame.flatMap(wrap).count + 2
    for block in blocks {
      let part: LetterSize.Part =
        switch block {
        case .answer, .paragraph, .heading, .footnote: .words
        case .steps: .steps
        case .items: .table
        }
      parts[part, default: 0] += lines(block, heading).count
    }
    return parts
  }

  /// The person's name, which may take several lines; 様 never stands alone on one.
  private func addressee(_ heading: LetterHeading) -> [String] {
    let lines = wrap(heading.addressee)
    guard lines.count > 1, lines.last == "様" else { return lines }
    return LineWrap(width: width - 4, measure: measure).lines(heading.addressee)
  }

  /// The contact stands before the footnotes that end the letter.
  private func footnoteIndex(_ parts: [[String]], _ blocks: [LetterBlock]) -> Int {
    let notes = blocks.reversed().prefix { block in
      if case .footnote = block { true } else { false }
    }
    return parts.count - notes.count
  }

  private func lines(_ block: LetterBlock, _ heading: LetterHeading) -> [String] {
    switch block {
    case .answer(let text), .paragraph(let text): wrap(text)
    case .heading(let text): wrap(language.pick(ja: "■ ", en: "") + text)
    case .steps(let steps):
      steps.enumerated().flatMap { index, step in
        LineWrap(width: width, measure: measure).lines("\(index + 1). \(step)", indent: 3)
      }
    case .footnote(let text):
      LineWrap(width: width, measure: measure)
        .lines(language.pick(ja: "※ ", en: "* ") + text, indent: language == .ja ? 3 : 2)
    case .items(let items): table(items, heading)
    }
  }

  private func table(_ items: [LetterItem], _ heading: LetterHeading) -> [String] {
    TextTable(
      columns: zip(heading.columns, [false, false, true]).map { title, isFlexible in
        .init(title: title, isFlexible: isFlexible)
      },
      rows: rows(items), width: width, measure: measure, indent: 2
    ).lines
  }

  /// Where several items came from the same place, it is said once.
  private func rows(_ items: [LetterItem]) -> [[String]] {
    let same = language.pick(ja: "同上", en: "the same")
    return items.enumerated().map { index, item in
      let isSame =
        index > 0 && items[index - 1].origin == item.origin && items[index - 1].day == item.day
      return [item.field, item.day, isSame ? same : item.origin]
    }
  }

  private func wrap(_ text: String) -> [String] {
    LineWrap(width: width, measure: measure).lines(text)
  }

  private func right(_ text: String) -> [String] {
    wrap(text).map { measure.rightAligned($0, to: width) }
  }
}
