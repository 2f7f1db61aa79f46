/// Bech32 (BIP 173) without its limit of length, as age has it; reading only.
struct Bech32 {
  /// What stands before the last `1`, in small letters.
  let prefix: String
  /// The value.
  let bytes: [UInt8]

  private static let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)

  private static let generator: [UInt32] = [
    0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3,
  ]

  init(_ text: String) throws(SealingError) {
    var characters = Array(text.utf8)
    let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
    if characters.contains(where: capitals.contains) {
      let small = UInt8(ascii: "a")...UInt8(ascii: "z")
      guard !characters.contains(where: small.contains) else { throw .mixedCase }
      characters = characters.map { capitals.contains($0) ? $0 + 0x20 : $0 }
    }
    guard characters.allSatisfy({ (33...126).contains($0) }),
      let separator = characters.lastIndex(of: UInt8(ascii: "1")), separator > 0
    else { throw .notBech32 }
    var digits: [UInt8] = []
    for character in characters[(separator + 1)...] {
      guard let digit = Self.alphabet.firstIndex(of: character) else { throw .notBech32 }
      digits.append(UInt8(digit))
    }
    guard digits.count >= 6 else { throw .notBech32 }
    let name = characters[..<separator]
    let expanded = name.map { $0 >> 5 } + [0] + name.map { $0 & 31 }
    guard Self.polymod(expanded + digits) == 1 else { throw .wrongChecksum }
    prefix = String(decoding: name, as: UTF8.self)
    guard let bytes = Self.bytes(of: digits.dropLast(6)) else { throw .notBech32 }
    self.bytes = bytes
  }

  private static func polymod(_ values: [UInt8]) -> UInt32 {
    values.reduce(1) { sum, value in
      var next = (sum & 0x1ff_ffff) << 5 ^ UInt32(value)
      for (bit, term) in generator.enumerated() where sum >> (25 + UInt32(bit)) & 1 == 1 {
        next ^= term
      }
      return next
    }
  }

  /// Digits of five bits as bytes; nothing where what is left over is a whole digit or not zero.
  private static func bytes(of digits: ArraySlice<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for digit in digits {
      bits = bits << 5 | UInt32(digit)
      count += 5
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
        bits &= 1 << UInt32(count) - 1
      }
    }
    return count < 5 && bits == 0 ? bytes : nil
  }
}
