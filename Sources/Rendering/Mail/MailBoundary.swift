/// The line that parts the bodies of a mail: made from the content, so that the same draft is the
/// same bytes again.
enum MailBoundary {
  /// A boundary that occurs in none of `bodies`.
  ///
  /// `=_` cannot occur in base64, which bodies are sent in. That it occurs nowhere else either is
  /// checked, for whoever reads or re-encodes the mail.
  static func make(from parts: [String], avoiding bodies: [String]) -> String {
    var round: UInt8 = 0
    var boundary: String
    repeat {
      boundary = "=_yurai_" + hex(hash(parts, round))
      round &+= 1
    } while bodies.contains { holds($0, Array(boundary.utf8)) }
    return boundary
  }

  /// The library's search is generic, and took longer than all the rest of a mail.
  private static func holds(_ body: String, _ boundary: [UInt8]) -> Bool {
    let bytes = Array(body.utf8)
    guard bytes.count >= boundary.count else { return false }
    for start in 0...(bytes.count - boundary.count) where bytes[start] == boundary[0] {
      var length = 1
      while length < boundary.count, bytes[start + length] == boundary[length] { length += 1 }
      if length == boundary.count { return true }
    }
    return false
  }

  /// FNV-1a of 64 bits: it tells drafts apart and protects nothing.
  private static func hash(_ parts: [String], _ round: UInt8) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    add(round)
    for part in parts {
      for byte in part.utf8 { add(byte) }
      // A byte that no UTF-8 has, so that moving text between parts changes the hash.
      add(0xFF)
    }
    return hash
  }

  private static func hex(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
