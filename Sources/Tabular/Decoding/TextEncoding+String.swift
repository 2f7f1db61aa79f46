extension TextEncoding {
  /// The text that bytes stand for; nil when one of them stands for nothing.
  ///
  /// Meant for what is small, such as a message; a file is read by `RecordReader`.
  /// - Throws: `TabularError` where the C library has no table for CP932.
  public func string(_ bytes: [UInt8]) throws(TabularError) -> String? {
    guard self == .cp932 else { return String(validating: bytes, as: UTF8.self) }
    let table = try CP932Table.shared.get()
    let raw = RawMemory(capacity: bytes.count)
    for (index, byte) in bytes.enumerated() { raw.view[index] = byte }
    let text = RawMemory(capacity: 3 * bytes.count)
    var marks: [Mark] = []
    let progress = CP932Decoder.decode(
      raw.view, count: bytes.count, fileOffset: 0, isFinal: true, table: table, into: text.view,
      at: 0, textOrigin: 0, marks: &marks)
    guard !marks.contains(where: { $0.kind == .damage }) else { return nil }
    var decoded: [UInt8] = []
    text.view.copyBytes(progress.written, to: &decoded)
    return String(decoding: decoded, as: UTF8.self)
  }
}
