/// One SQL statement and the values that go with it, kept apart.
///
/// A value inside an interpolated literal becomes a parameter, so it can never be read as SQL:
///
/// ```swift
/// let query: Query = "SELECT name FROM shop WHERE id = \(id) AND closed = \(false)"
/// // text: SELECT name FROM shop WHERE id = $1 AND closed = $2
/// ```
///
/// Names are quoted by `\(identifier: name)`, a quoted constant is written by `\(literal: text)`
/// where a statement takes no parameters (COPY, SET, COMMENT ON), and raw SQL has to be spelt out:
/// `\(unescaped: fragment)`. SQL out of a file goes through ``init(text:parameters:)``.
///
/// The types sent are those of ``Parameter``; a `String` is sent without one, so that, like a quoted
/// literal, it takes the type its place wants (date, uuid, jsonb …).
public struct Query: Sendable, Hashable, ExpressibleByStringLiteral,
  ExpressibleByStringInterpolation
{
  /// The SQL, one statement, with `$1` … `$n` in place of the values.
  public var text: String

  /// The values of `$1` … `$n`, in order. The protocol allows 65 535 of them.
  public var parameters: [ParameterValue]

  /// SQL that was written elsewhere, a `.sql` file for instance, with `$1` … `$n` in it.
  ///
  /// - Parameters:
  ///   - text: trusted SQL. Do not build it by joining strings.
  ///   - parameters: the values of `$1` … `$n`; nil is NULL.
  public init(text: String, parameters: [(any Parameter)?] = []) {
    self.text = text
    self.parameters = parameters.map { $0?.parameterValue ?? .null }
  }

  /// A statement without values.
  public init(stringLiteral value: String) {
    text = value
    parameters = []
  }

  /// A statement whose interpolated values have become parameters.
  public init(stringInterpolation: StringInterpolation) {
    text = stringInterpolation.text
    parameters = stringInterpolation.parameters
  }
}

extension Query: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The SQL with `$n` in it. The values are not shown: they may be personal data.
  public var description: String { text }

  /// The SQL and how many values go with it.
  public var debugDescription: String { "\(text) -- \(parameters.count) parameters" }

  /// Shows the SQL only, so that `dump` and failed expectations do not print the values.
  public var customMirror: Mirror {
    Mirror(self, children: ["text": text, "parameterCount": parameters.count])
  }
}
