/// A value that can be sent with a statement.
///
/// | Swift | sent as |
/// |---|---|
/// | `Int`, `Int64` | bigint |
/// | `Int32`, `Int16` | integer, smallint |
/// | `Double` | double precision |
/// | `Bool` | boolean |
/// | `String` | no type: what its place wants, as a quoted literal does |
/// | `[UInt8]` | bytea |
/// | `[String]`, `[Int]`, `[Int64]`, `[Int32]`, `[Int16]`, `[Double]`, `[Bool]` | one-dimensional arrays |
/// | `Optional` of these | NULL or the value |
///
/// Where a function wants an `integer`, cast: `substr(name, \(start)::integer)`.
public protocol Parameter: Sendable {
  /// The value in the form the protocol carries.
  var parameterValue: ParameterValue { get }
}

/// A value in the form the protocol carries: a type, and bytes in text or binary format, or NULL.
public struct ParameterValue: Hashable, Sendable {
  enum Content: Hashable, Sendable {
    case null
    case text(String)
    case binary([UInt8])
  }

  /// The type's object id as in `pg_type`; 0 leaves it to the server.
  public let type: UInt32
  let content: Content

  init(type: UInt32, content: Content) {
    self.type = type
    self.content = content
  }

  /// NULL, of the type its place wants.
  public static let null = ParameterValue(type: 0, content: .null)

  /// A value in text format.
  ///
  /// - Parameters:
  ///   - text: what a quoted literal would hold. It cannot hold a zero byte.
  ///   - type: an object id of `pg_type`; 0 leaves it to the server.
  /// - Returns: the value to send.
  public static func text(_ text: String, type: UInt32 = 0) -> ParameterValue {
    ParameterValue(type: type, content: .text(text))
  }

  /// A value in the binary format of its type.
  ///
  /// - Parameters:
  ///   - bytes: what the type's receive function reads.
  ///   - type: an object id of `pg_type`.
  /// - Returns: the value to send.
  public static func binary(_ bytes: [UInt8], type: UInt32) -> ParameterValue {
    ParameterValue(type: type, content: .binary(bytes))
  }
}

extension ParameterValue: Parameter {
  /// Itself.
  public var parameterValue: ParameterValue { self }
}

extension ParameterValue: CustomStringConvertible, CustomReflectable {
  /// The size, never the value: it may be personal data.
  public var description: String {
    switch content {
    case .null: "NULL"
    case .text(let text): "text of \(text.utf8.count) bytes"
    case .binary(let bytes): "binary of \(bytes.count) bytes"
    }
  }

  /// The same as ``description``.
  public var customMirror: Mirror { Mirror(self, children: ["value": description]) }
}
