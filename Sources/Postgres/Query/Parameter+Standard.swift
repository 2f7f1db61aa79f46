extension Int: ArrayParameter {
  /// bigint.
  public var parameterValue: ParameterValue { .text(description, type: TypeID.int8) }
  /// bigint[].
  public static var arrayType: UInt32 { TypeID.int8Array }
}

extension Int64: ArrayParameter {
  /// bigint.
  public var parameterValue: ParameterValue { .text(description, type: TypeID.int8) }
  /// bigint[].
  public static var arrayType: UInt32 { TypeID.int8Array }
}

extension Int32: ArrayParameter {
  /// integer.
  public var parameterValue: ParameterValue { .text(description, type: TypeID.int4) }
  /// integer[].
  public static var arrayType: UInt32 { TypeID.int4Array }
}

extension Int16: ArrayParameter {
  /// smallint.
  public var parameterValue: ParameterValue { .text(description, type: TypeID.int2) }
  /// smallint[].
  public static var arrayType: UInt32 { TypeID.int2Array }
}

extension Double: ArrayParameter {
  /// double precision, in Swift's shortest form that reads back as the same value; `inf` and `nan`
  /// are values of the type.
  public var parameterValue: ParameterValue { .text(description, type: TypeID.float8) }
  /// double precision[].
  public static var arrayType: UInt32 { TypeID.float8Array }
}

extension Bool: ArrayParameter {
  /// boolean.
  public var parameterValue: ParameterValue { .text(self ? "t" : "f", type: TypeID.bool) }
  /// boolean[].
  public static var arrayType: UInt32 { TypeID.boolArray }
}

extension String: ArrayParameter {
  /// Text of the type its place wants.
  public var parameterValue: ParameterValue { .text(self) }
  /// text[]; cast it where another element type is wanted: `\(ids)::uuid[]`.
  public static var arrayType: UInt32 { TypeID.textArray }
}

extension UInt8: ArrayParameter {
  /// smallint, which has room for every value.
  public var parameterValue: ParameterValue { .text(description, type: TypeID.int2) }
  /// smallint[], for `[UInt8?]` only: `[UInt8]` is bytea.
  public static var arrayType: UInt32 { TypeID.int2Array }

  /// bytea: bytes in a row are a byte string, not an array of numbers.
  public static func arrayValue(_ elements: [UInt8]) -> ParameterValue {
    .binary(elements, type: TypeID.bytea)
  }
}

extension Array: Parameter where Element: ArrayParameter {
  /// A one-dimensional array; bytea for `[UInt8]`.
  public var parameterValue: ParameterValue { Element.arrayValue(self) }
}

extension Optional: Parameter where Wrapped: Parameter {
  /// NULL for nil.
  public var parameterValue: ParameterValue { self?.parameterValue ?? .null }
}

extension Optional: ArrayParameter where Wrapped: ArrayParameter {
  /// The array type of the elements; nil elements are NULL.
  public static var arrayType: UInt32 { Wrapped.arrayType }
}
