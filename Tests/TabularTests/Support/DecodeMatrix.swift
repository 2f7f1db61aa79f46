import Testing

/// The measured matrix of CP932 codes, an authority independent of this machine's C library.
struct DecodeMatrix {
  struct Entry {
    var code: [UInt8]
    /// Nil when the decoder rejects the code.
    var glibc: Unicode.Scalar?
    var postgres: Unicode.Scalar?
  }

  let entries: [Entry]
  private let codes: [Unicode.Scalar: [UInt8]]

  static let shared = Result { try DecodeMatrix() }

  private init() throws {
    let text = String(decoding: try fixture("sjis_decode_matrix.tsv"), as: UTF8.self)
    entries = try text.split(separator: "\n").dropFirst().map { line in
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
      let code = try #require(UInt16(columns[0], radix: 16))
      return Entry(
        code: columns[0].count == 2 ? [UInt8(code)] : [UInt8(code >> 8), UInt8(code & 0xFF)],
        glibc: UInt32(columns[3], radix: 16).flatMap(Unicode.Scalar.init),
        postgres: UInt32(columns[2], radix: 16).flatMap(Unicode.Scalar.init))
    }
    var codes: [Unicode.Scalar: [UInt8]] = ["\0": [0]]
    for entry in entries {
      if let scalar = entry.glibc, codes[scalar] == nil { codes[scalar] = entry.code }
    }
    self.codes = codes
  }

  func encode(_ text: String) throws -> [UInt8] {
    try text.unicodeScalars.flatMap { try #require(codes[$0], "\($0) is not in CP932") }
  }
}

/// Text as CP932 bytes.
func cp932(_ text: String) throws -> [UInt8] { try DecodeMatrix.shared.get().encode(text) }

/// Text as EUC-JP bytes, made of its CP932 codes: both are the rows and columns of JIS X 0208.
func eucJP(_ text: String) throws -> [UInt8] {
  try text.unicodeScalars.flatMap { scalar -> [UInt8] in
    let code = try cp932(String(scalar))
    guard code.count == 2 else { return code[0] < 0x80 ? code : [0x8E, code[0]] }
    let (lead, trail) = (code[0], code[1])
    let row = 2 * (lead < 0xA0 ? lead - 0x81 : lead - 0xC1) + (trail < 0x9F ? 0x21 : 0x22)
    let column = trail < 0x9F ? trail - (trail < 0x7F ? 0x1F : 0x20) : trail - 0x7E
    return [row | 0x80, column | 0x80]
  }
}
