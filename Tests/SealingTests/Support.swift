import Crypto
import Sealing

/// Bech32 as a writer of keys makes it, with the checksum of BIP 173.
func bech32(_ prefix: String, _ bytes: [UInt8]) -> String {
  let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l")
  var digits: [UInt8] = []
  var place = 0
  for byte in bytes {
    for bit in 0..<8 {
      if place % 5 == 0 { digits.append(0) }
      let isSet = byte & (0x80 >> UInt8(bit)) != 0
      if isSet { digits[place / 5] |= 16 >> UInt8(place % 5) }
      place += 1
    }
  }
  let name = Array(prefix.utf8)
  var values = name.map { $0 >> 5 }
  values.append(0)
  values += name.map { $0 & 31 }
  values += digits
  values += [UInt8](repeating: 0, count: 6)
  let terms: [UInt32] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3]
  var sum: UInt32 = 1
  for value in values {
    let top = sum >> 25
    sum = (sum & 0x1ff_ffff) << 5
    sum ^= UInt32(value)
    for bit in 0..<5 where top & (1 << UInt32(bit)) != 0 { sum ^= terms[bit] }
  }
  sum ^= 1
  for place in 0..<6 { digits.append(UInt8(sum >> UInt32(25 - 5 * place) & 31)) }
  return prefix + "1" + String(digits.map { alphabet[Int($0)] })
}

/// Bytes that repeat in no chunk.
func sample(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7 / 3) } }

/// A sealed file, written in pieces of this size.
func sealed(_ plain: [UInt8], to recipient: AgeRecipient, piece: Int = 10_007) throws -> [UInt8] {
  var file: [UInt8] = []
  var writer = try AgeWriter(to: recipient) { file += $0 }
  for start in stride(from: 0, to: plain.count, by: piece) {
    try writer.write(plain[start..<min(start + piece, plain.count)])
  }
  try writer.finish()
  return file
}
