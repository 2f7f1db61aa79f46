/// How close a letter is set on its A4 page: the classes of the template `letter-page.html`, from the largest to the closest.
///
/// A page knows neither its own height nor the fonts of who prints it. So the height is reckoned from the sizes of the style
/// sheet, with room to spare: the largest setting that surely holds the letter is the one that is easiest to read.
enum LetterSetting: CaseIterable {
  case usual, snug, tight, full

  /// The largest setting on one page, the closest where none is large enough.
  static func fitting(
    _ subject: String, _ heading: LetterHeading, _ blocks: [LetterBlock]
  ) -> LetterSetting {
    allCases.first { setting in
      LetterHeight(setting, heading.language).of(subject, heading, blocks) <= setting.room
    } ?? .full
  }

  /// The height between the margins, less what other fonts and another way of breaking lines may take; in millimetres.
  private var room: Double { self == .full ? 267 : 252 }

  /// The width between the margins, in millimetres.
  fileprivate var width: Double { self == .full ? 178 : 162 }

  func sizes(_ language: Language) -> Sizes {
    switch self {
    case .usual:
      Sizes(
        text: .init(points: language == .ja ? 10 : 10.5, leading: 1.58, below: 2),
        header: 8, title: .init(points: 13, leading: 1.58, below: 5),
        answer: .init(points: 11.5, leading: 1.7, below: 4),
        heading: .init(points: 10.5, leading: 1.58, above: 3.6, below: 0.8),
        row: .init(points: 9.5, leading: 1.45, above: 0.8, below: 0.8), table: 3.5,
        notes: .init(points: 8.5, leading: 1.58, above: 4.7))
    case .snug:
      Sizes(
        text: .init(points: 9.5, leading: 1.5, below: 1.7),
        header: 6.5, title: .init(points: 13, leading: 1.5, below: 4.2),
        answer: .init(points: 11, leading: 1.6, below: 3.4),
        heading: .init(points: 10, leading: 1.5, above: 3, below: 0.8),
        row: .init(points: 9, leading: 1.4, above: 0.65, below: 0.65), table: 3,
        notes: .init(points: 8.2, leading: 1.5, above: 4.7))
    case .tight:
      Sizes(
        text: .init(points: 9, leading: 1.42, below: 1.4),
        header: 5, title: .init(points: 13, leading: 1.42, below: 3.5),
        answer: .init(points: 10.5, leading: 1.5, below: 3),
        heading: .init(points: 9.5, leading: 1.42, above: 2.4, below: 0.8),
        row: .init(points: 8.5, leading: 1.35, above: 0.5, below: 0.5), table: 2.5,
        notes: .init(points: 8, leading: 1.42, above: 4.7))
    case .full:
      Sizes(
        text: .init(points: 8.5, leading: 1.25, below: 1),
        header: 3, title: .init(points: 12, leading: 1.25, below: 2.5),
        answer: .init(points: 9.5, leading: 1.4, below: 2),
        heading: .init(points: 9, leading: 1.25, above: 1.8, below: 0.8),
        row: .init(points: 8, leading: 1.22, above: 0.3, below: 0.3), table: 1.5,
        notes: .init(points: 7.5, leading: 1.25, above: 3.2))
    }
  }

  /// What the style sheet says of a setting: the size of the type in points, all else in millimetres.
  struct Sizes {
    var text: Line
    var header: Double
    var title: Line
    var answer: Line
    var heading: Line
    var row: Line
    var table: Double
    var notes: Line

    struct Line {
      var points: Double
      var leading: Double
      var above = 0.0
      var below = 0.0

      /// The height of one line.
      var height: Double { em * leading }
      var em: Double { points * 25.4 / 72 }
    }
  }
}

/// The height of a letter in a setting, in millimetres.
private struct LetterHeight {
  private let language: Language
  private let measure: DisplayWidth
  private let width: Double
  private let sizes: LetterSetting.Sizes

  init(_ setting: LetterSetting, _ language: Language) {
    self.language = language
    measure = DisplayWidth(language)
    width = setting.width
    sizes = setting.sizes(language)
  }

  func of(_ subject: String, _ heading: LetterHeading, _ blocks: [LetterBlock]) -> Double {
    var height = head(heading) + lines(subject, sizes.title) * sizes.title.height
    // Margins that meet are as large as the larger.
    var below = sizes.title.below
    for block in blocks {
      let part = part(block, heading)
      height += max(below, part.above) + part.height
      below = part.below
    }
    return height + max(below, sizes.heading.above) + end(heading)
  }

  /// Date, addressee and sender.
  private func head(_ heading: LetterHeading) -> Double {
    let line = sizes.text.height
    let date = Double(heading.caseLine == nil ? 1 : 2) * line + 3
    let name = LetterSetting.Sizes.Line(points: 12, leading: sizes.text.leading)
    let addressee =
      (heading.postalAddress + [heading.addressee])
      .reduce(0) { $0 + lines($1, name, of: 0.6 * width) * name.height }
    let sender = heading.sender.reduce(3) { $0 + lines($1, sizes.text, of: 0.6 * width) * line }
    return date + max(addressee, sender) + sizes.header
  }

  private func part(
    _ block: LetterBlock, _ heading: LetterHeading
  ) -> (above: Double, height: Double, below: Double) {
    let text = sizes.text
    switch block {
    case .answer(let answer):
      return (
        0, lines(answer, sizes.answer, of: width - 5.2) * sizes.answer.height + 1,
        sizes.answer.below
      )
    case .paragraph(let paragraph):
      return (0, lines(paragraph, text) * text.height, text.below)
    case .heading(let title):
      return (
        sizes.heading.above, lines(title, sizes.heading) * sizes.heading.height,
        sizes.heading.below
      )
    case .steps(let steps):
      let height = steps.reduce(0) { $0 + lines($1, text, of: width - 6) * text.height + 0.3 }
      return (0, height, 2)
    case .items(let items): return (0.5, table(items), sizes.table)
    case .footnote(let note):
      return (sizes.notes.above, lines(note, sizes.notes) * sizes.notes.height, 0)
    }
  }

  /// The head of the table and its rows.
  private func table(_ items: [LetterItem]) -> Double {
    let padding = sizes.row.above + sizes.row.below
    let share = language == .ja ? 0.205 : 0.24
    let days = items.map { ems($0.day) }.max() ?? 0
    let origin = width * (1 - share) - days * sizes.row.em - 4
    return LetterPage.merged(items, language).reduce(sizes.row.height + padding) { height, row in
      // A field is never broken: as many stand in a line as have room there.
      var fields = 1.0
      var used = 0.0
      for field in row.fields {
        let needed = ems(field) * sizes.row.em
        if used > 0, used + needed > width * share - 3 {
          fields += 1
          used = 0
        }
        used += needed
      }
      let count = max(fields, lines(row.item.origin, sizes.row, of: origin))
      return height + count * sizes.row.height + padding
    }
  }

  /// The contact, and the signature beside it.
  private func end(_ heading: LetterHeading) -> Double {
    let line = sizes.text.height
    let contact = heading.contact.reduce(sizes.heading.height + sizes.heading.below) {
      $0 + lines($1, sizes.text, of: 0.7 * width) * line
    }
    let signature = Double(heading.signature.count + 1) * line + (language == .en ? 6 : 0)
    return max(contact, signature)
  }

  private func lines(
    _ text: String, _ line: LetterSetting.Sizes.Line, of room: Double? = nil
  ) -> Double {
    // A word, or a mark that may not begin a line, goes to the next line whole.
    let spare = language == .ja ? 1.5 : 2.5
    let held = max((room ?? width) / line.em - spare, 1)
    return max(1, (ems(text) / held).rounded(.up))
  }

  /// The width of a text in its own size: a full-width character is 1 wide, a Latin letter half of that or less.
  private func ems(_ text: String) -> Double {
    let narrow = language == .ja ? 0.52 : 0.45
    return text.unicodeScalars.reduce(0) { width, scalar in
      switch measure.columns(scalar) {
      case 0: width
      case 1: width + narrow
      default: width + 1
      }
    }
  }
}
