/// A drawing without a script. Widths are per cent of the page and heights are pixels, so that the
/// letters keep their size on a narrow screen while the shapes shrink.
struct Picture: Sendable {
  /// Unique in the document.
  var id: String
  /// What is shown.
  var title: String
  /// What is to be seen, in words.
  var summary: String
  /// Pixels.
  var height: Int
  /// The shapes.
  var shapes: [Markup]

  var markup: Markup {
    """
    <svg class="picture" role="img" aria-labelledby="\(id)-title \(id)-desc" width="100%" height="\(height)">
    <title id="\(id)-title">\(title)</title>
    <desc id="\(id)-desc">\(summary)</desc>
    \(patterns)
    \(Markup.lines(shapes))
    </svg>
    """
  }

  private var patterns: Markup {
    """
    <defs>
    <pattern id="\(id)-received" width="5" height="5" patternUnits="userSpaceOnUse">\
    <rect class="f-received" width="5" height="5"/><circle class="f-dot" cx="2.5" cy="2.5" r="1.1"/></pattern>
    <pattern id="\(id)-unexplained" width="5" height="5" patternUnits="userSpaceOnUse" \
    patternTransform="rotate(45)"><rect class="f-wash" width="5" height="5"/>\
    <rect class="f-bad" width="2.4" height="5"/></pattern>
    </defs>
    """
  }

  /// A text at `x` per cent.
  static func text(
    _ text: String, x: Percent, y: Int, anchor: String = "start", isSmall: Bool = false,
    language: Language = .ja
  ) -> Markup {
    let size: Markup = isSmall ? " class=\"small\"" : ""
    let script: Markup = language == .en && text.isJapanese ? " lang=\"ja\"" : ""
    return """
      <text x="\(x)" y="\(y)" text-anchor="\(anchor)"\(size)\(script)>\(text)</text>
      """
  }

  /// A line along the page.
  static func axis(y: Int, from: Percent = .zero, to: Percent = .full) -> Markup {
    "<line class=\"axis\" x1=\"\(from)\" x2=\"\(to)\" y1=\"\(y)\" y2=\"\(y)\"/>"
  }

  /// A part of the page's width.
  static func bar(x: Percent, width: Percent, y: Int, height: Int, _ fill: Markup) -> Markup {
    "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\" \(fill)/>"
  }
}

/// A share of a picture's width in hundredths of a per cent: no floating point, so that the same
/// numbers give the same bytes everywhere.
struct Percent: Sendable, Equatable {
  var hundredths: Int

  static let zero = Percent(hundredths: 0)
  static let full = Percent(hundredths: 10_000)

  /// `part` of `whole`, of which the whole is `span`.
  init(_ part: Int, of whole: Int, span: Percent = .full) {
    hundredths = whole <= 0 ? 0 : part * span.hundredths / whole
  }

  init(hundredths: Int) { self.hundredths = hundredths }

  static func + (left: Percent, right: Percent) -> Percent {
    Percent(hundredths: left.hundredths + right.hundredths)
  }

  static func - (left: Percent, right: Percent) -> Percent {
    Percent(hundredths: left.hundredths - right.hundredths)
  }
}

extension Markup.Interpolation {
  mutating func appendInterpolation(_ percent: Percent) {
    output += "\(percent.hundredths / 100)"
    let rest = percent.hundredths % 100
    if rest != 0 { output += "." + DecimalDigits.padded(rest, to: 2) }
    output += "%"
  }
}

extension String {
  /// Whether kana or kanji stand in it: a screen reader should read it as Japanese.
  var isJapanese: Bool {
    unicodeScalars.contains {
      (0x3040...0x30FF).contains($0.value) || (0x3400...0x9FFF).contains($0.value)
    }
  }

  /// Its beginning, at most `columns` wide with a full-width letter as two; what is cut is shown.
  func shortened(toColumns columns: Int) -> String {
    let measure = DisplayWidth(.ja)
    guard measure.columns(self) > columns else { return self }
    var kept = ""
    for character in self {
      guard measure.columns(kept) + measure.columns(String(character)) < columns else { break }
      kept.append(character)
    }
    return kept + "…"
  }
}
