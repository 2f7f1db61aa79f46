/// A type that a column's text can be read as.
///
/// `Int`, `Int64`, `Int32`, `Int16`, `Double`, `Bool`, `String`, `[UInt8]` (bytea), arrays of these
/// and `Optional`, which alone accepts NULL.
public protocol ColumnValue {
  /// Reads PostgreSQL's text format; nil when the text is no such value.
  init?(columnText: Span<UInt8>)

  /// What NULL reads as; nil when the type has no place for it.
  static var columnNull: Self? { get }

  /// The elements of an array column, as they are between braces; nil when it is no such array.
  static func columnArray(_ text: Span<UInt8>) -> [Self]?
}

extension ColumnValue {
  /// NULL is no value of this type.
  public static var columnNull: Self? { nil }

  /// Reads `{1,2,3}`.
  public static func columnArray(_ text: Span<UInt8>) -> [Self]? {
    guard let elements = ArrayText.decode(text) else { return nil }
    var values: [Self] = []
    values.reserveCapacity(elements.count)
    for element in elements {
      guard let value = element.map({ Self(columnText: $0.span) }) ?? columnNull else { return nil }
      values.append(value)
    }
    return values
  }
}

extension Optional: ColumnValue where Wrapped: ColumnValue {
  /// Reads a value that is not NULL.
  public init?(columnText: Span<UInt8>) {
    guard let value = Wrapped(columnText: columnText) else { return nil }
    self = .some(value)
  }

  /// nil.
  public static var columnNull: Wrapped?? { .some(.none) }
}

extension Array: ColumnValue where Element: ColumnValue {
  /// Reads an array; bytea for `[UInt8]`.
  public init?(columnText: Span<UInt8>) {
    guard let elements = Element.columnArray(columnText) else { return nil }
    self = elements
  }
}
