/// HTML that is well-formed XML too, so that a reader's tools can take it apart. Values are escaped
/// where they come in; what is not escaped is a `Markup` already.
struct Markup: Sendable, ExpressibleByStringInterpolation, CustomStringConvertible {
  private(set) var description: String

  init(stringLiteral value: String) { description = value }

  /// Text as it is written, with what is hostile in it shown.
  init(text: String) { description = Markup.escaped(Neutral.visible(text)) }

  private init(raw: String) { description = raw }

  init(stringInterpolation: Interpolation) { description = stringInterpolation.output }

  /// One after the other, each on its own line.
  static func lines(_ parts: [Markup]) -> Markup {
    Markup(raw: parts.filter { !$0.isEmpty }.map(\.description).joined(separator: "\n"))
  }

  /// One after the other, with nothing between.
  static func joined(_ parts: [Markup]) -> Markup {
    Markup(raw: parts.map(\.description).joined())
  }

  var isEmpty: Bool { description.isEmpty }

  /// A style sheet, which is the tool's own.
  static func style(_ css: String) -> Markup { Markup(raw: "<style>\n\(css)</style>") }

  /// Text in an interpolation is escaped; another `Markup` is not.
  struct Interpolation: StringInterpolationProtocol {
    var output = ""

    init(literalCapacity: Int, interpolationCount: Int) { output.reserveCapacity(literalCapacity) }

    mutating func appendLiteral(_ literal: String) { output += literal }

    mutating func appendInterpolation(_ text: String) { output += Markup(text: text).description }

    mutating func appendInterpolation(_ number: Int) { output += String(number) }

    mutating func appendInterpolation(_ markup: Markup) { output += markup.description }
  }

  private static func escaped(_ text: String) -> String { LetterMarkup().escapeText(text) }
}
