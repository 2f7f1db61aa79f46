/// The checksum of ZIP (ITU-T V.42, reflected, polynomial 0xEDB88320).
struct CRC32: Sendable {
  private var state: UInt32 = 0xFFFF_FFFF

  /// Over what came so far.
  var value: UInt32 { state ^ 0xFFFF_FFFF }

  mutating func update(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      state = Self.table[Int(UInt8(truncatingIfNeeded: state) ^ byte)] ^ (state >> 8)
    }
  }

  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { value, _ in
      value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
    }
  }
}
