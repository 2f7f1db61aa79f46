/// Bytes of one file or one field under construction.
///
/// Everything is appended as UTF-8 bytes into one growing array: no field ever becomes a `String`,
/// which is what keeps a million customers to some seconds.
struct RowBuffer: Sendable {
  var bytes: [UInt8] = []

  init(capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
  }

  mutating func append(_ byte: UInt8) {
    bytes.append(byte)
  }

  mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  mutating func append(_ table: ByteTable, _ index: Int) {
    bytes.append(contentsOf: table.bytes[table.range(index)])
  }

  mutating func append(text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  mutating func comma() {
    bytes.append(UInt8(ascii: ","))
  }

  mutating func commas(_ count: Int) {
    for _ in 0..<count { bytes.append(UInt8(ascii: ",")) }
  }

  /// Ends a record of a canonical file: RFC 4180, CR LF.
  mutating func endRecord() {
    bytes.append(0x0D)
    bytes.append(0x0A)
  }

  /// Appends `text` as one field of a canonical file, quoted only when it has to be.
  mutating func field(_ text: String) {
    let special: Set<UInt8> = [UInt8(ascii: ","), UInt8(ascii: "\""), 0x0A, 0x0D]
    guard text.utf8.contains(where: special.contains) else { return append(text: text) }
    append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { append(byte) }
      append(byte)
    }
    append(UInt8(ascii: "\""))
  }
}
