extension Query {
  /// Collects the pieces of an interpolated ``Query``.
  public struct StringInterpolation: StringInterpolationProtocol, Sendable {
    var text = ""
    var parameters: [ParameterValue] = []

    /// Called by the compiler.
    public init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + 4 * interpolationCount)
      parameters.reserveCapacity(interpolationCount)
    }

    /// Called by the compiler for the text between interpolations.
    public mutating func appendLiteral(_ literal: String) {
      text += literal
    }

    /// `\(value)`: a parameter. nil is NULL.
    public mutating func appendInterpolation(_ value: some Parameter) {
      append(value.parameterValue)
    }

    /// `\(value)` where the value's type is known only at run time.
    public mutating func appendInterpolation(_ value: (any Parameter)?) {
      append(value?.parameterValue ?? .null)
    }

    /// `\(identifier: "shop")` or `\(identifier: "public", "shop")`: a quoted, dotted name.
    ///
    /// The name is taken as it is: `Shop` and `shop` are two tables.
    public mutating func appendInterpolation(identifier names: String...) {
      text += names.map { SQLQuoting.identifier($0) }.joined(separator: ".")
    }

    /// `\(literal: text)`: a quoted constant, for statements that take no parameters.
    public mutating func appendInterpolation(literal: String) {
      text += SQLQuoting.literal(literal)
    }

    /// `\(unescaped: fragment)`: SQL put in as it is. Never give it anything a user typed.
    public mutating func appendInterpolation(unescaped sql: String) {
      text += sql
    }

    private mutating func append(_ value: ParameterValue) {
      parameters.append(value)
      text += "$\(parameters.count)"
    }
  }
}

/// Quoting as the manual gives it (4.1.1, 4.1.2.1); right for UTF-8, whose multi-byte characters
/// hold no quote or backslash byte. Zero bytes are refused when the statement is sent.
enum SQLQuoting {
  static func identifier(_ name: String) -> String {
    // By scalars: a quote with a mark behind it is another character, and the same byte.
    var quoted = "\""
    for scalar in name.unicodeScalars {
      if scalar == "\"" { quoted.unicodeScalars.append(scalar) }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  /// A backslash means itself or an escape, depending on `standard_conforming_strings`; the `E`
  /// form means the same under both settings.
  static func literal(_ text: String) -> String {
    var quoted = text.utf8.contains(UInt8(ascii: "\\")) ? " E'" : "'"
    for scalar in text.unicodeScalars {
      if scalar == "'" || scalar == "\\" { quoted.unicodeScalars.append(scalar) }
      quoted.unicodeScalars.append(scalar)
    }
    quoted += "'"
    return quoted
  }
}
