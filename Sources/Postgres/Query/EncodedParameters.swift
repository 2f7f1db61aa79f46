/// A statement's values laid out for libpq: one block of bytes, each value closed by a zero byte.
struct EncodedParameters {
  let types: [UInt32]
  private var lengths: [Int32] = []
  private var formats: [Int32] = []
  /// Where each value begins in `bytes`; -1 is NULL.
  private var offsets: [Int] = []
  private var bytes: [UInt8] = []

  /// What the values take in memory and, roughly, on the wire.
  var byteCount: Int { bytes.count + 8 * types.count }

  /// - Throws: `usage` for what the protocol cannot carry: a zero byte in text, too many values.
  init(_ query: Query) throws(PostgresError) {
    try Self.refuseZeroByte(in: query.text)
    guard query.parameters.count <= 65_535 else {
      throw .usage("a statement takes at most 65535 parameters", statement: query.text)
    }
    types = query.parameters.map(\.type)
    for (index, parameter) in query.parameters.enumerated() {
      switch parameter.content {
      case .null:
        append(nil as [UInt8]?, format: 0)
      case .text(let text):
        if text.utf8.contains(0) {
          throw .usage("parameter $\(index + 1) holds a zero byte", statement: query.text)
        }
        append(text.utf8, format: 0)
      case .binary(let binary):
        guard binary.count < Int32.max else {
          throw .usage("parameter $\(index + 1) is too large", statement: query.text)
        }
        append(binary, format: 1)
      }
    }
  }

  /// libpq reads text up to its first zero byte: what follows would be cut off without a word.
  static func refuseZeroByte(in text: String) throws(PostgresError) {
    if text.utf8.contains(0) { throw .usage("the statement's text holds a zero byte") }
  }

  private mutating func append(_ value: (some Collection<UInt8>)?, format: Int32) {
    formats.append(format)
    offsets.append(value == nil ? -1 : bytes.count)
    lengths.append(Int32(truncatingIfNeeded: value?.count ?? 0))
    if let value {
      bytes.append(contentsOf: value)
      bytes.append(0)
    }
  }

  /// Lends libpq's five parallel arrays for the length of the call.
  func withPointers<R>(
    _ body: (
      _ count: Int32, _ types: UnsafePointer<UInt32>?,
      _ values: UnsafePointer<UnsafePointer<CChar>?>?, _ lengths: UnsafePointer<Int32>?,
      _ formats: UnsafePointer<Int32>?
    ) -> R
  ) -> R {
    bytes.withUnsafeBytes { raw in
      let base = raw.baseAddress
      let values = offsets.map { offset in
        offset < 0
          ? nil : (base?.advanced(by: offset)).map { $0.assumingMemoryBound(to: CChar.self) }
      }
      return types.withUnsafeBufferPointer { types in
        values.withUnsafeBufferPointer { values in
          lengths.withUnsafeBufferPointer { lengths in
            formats.withUnsafeBufferPointer { formats in
              body(
                Int32(values.count), types.baseAddress, values.baseAddress, lengths.baseAddress,
                formats.baseAddress)
            }
          }
        }
      }
    }
  }
}
