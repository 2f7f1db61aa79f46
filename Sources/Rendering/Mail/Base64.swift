/// RFC 4648 base64 with padding.
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encode(_ bytes: some Collection<UInt8>) -> String {
    var output: [UInt8] = []
    output.reserveCapacity((bytes.count + 2) / 3 * 4)
    var group: UInt32 = 0
    var held = 0
    func digit(_ shift: UInt32) -> UInt8 { alphabet[Int(group >> shift & 63)] }
    for byte in bytes {
      group = group << 8 | UInt32(byte)
      held += 1
      guard held == 3 else { continue }
      output += [digit(18), digit(12), digit(6), digit(0)]
      group = 0
      held = 0
    }
    let padding = UInt8(ascii: "=")
    if held == 1 {
      group <<= 16
      output += [digit(18), digit(12), padding, padding]
    } else if held == 2 {
      group <<= 8
      output += [digit(18), digit(12), digit(6), padding]
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// In lines of at most 76, as RFC 2045 asks of a body.
  static func lines(_ bytes: [UInt8]) -> [String] {
    // 57 bytes make 76 characters.
    stride(from: 0, to: bytes.count, by: 57).map { start in
      encode(bytes[start..<min(start + 57, bytes.count)])
    }
  }
}
