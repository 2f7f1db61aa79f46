/// A value that can also be an element of a one-dimensional array.
public protocol ArrayParameter: Parameter {
  /// The array type's object id of `pg_type`.
  static var arrayType: UInt32 { get }

  /// The array in the form the protocol carries.
  static func arrayValue(_ elements: [Self]) -> ParameterValue
}

extension ArrayParameter {
  /// The array in text format, every element quoted: `{"a","b \"c\"",NULL}`.
  ///
  /// Elements whose value is binary have no place in it and become NULL; such a type writes its own
  /// ``arrayValue(_:)``.
  public static func arrayValue(_ elements: [Self]) -> ParameterValue {
    let texts = elements.map { element -> String? in
      if case .text(let text) = element.parameterValue.content { text } else { nil }
    }
    return .text(ArrayText.encode(texts), type: arrayType)
  }
}

/// Object ids of `pg_type` that are the same in every server.
enum TypeID {
  static let bool: UInt32 = 16
  static let bytea: UInt32 = 17
  static let int8: UInt32 = 20
  static let int2: UInt32 = 21
  static let int4: UInt32 = 23
  static let float8: UInt32 = 701
  static let boolArray: UInt32 = 1000
  static let int2Array: UInt32 = 1005
  static let int4Array: UInt32 = 1007
  static let textArray: UInt32 = 1009
  static let int8Array: UInt32 = 1016
  static let float8Array: UInt32 = 1022
}
