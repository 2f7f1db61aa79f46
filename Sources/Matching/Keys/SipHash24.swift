/// SipHash-2-4 with a 64-bit result: a keyed pseudo-random function for short inputs.
///
/// J.-P. Aumasson, D. J. Bernstein, "SipHash: a fast short-input PRF", 2012. Without the key nobody
/// can test a guess ("is this hash the phone number 090...?"), which a plain hash would allow for
/// every phone number of Japan within seconds.
public struct SipHash24: Sendable {
  private let k0: UInt64
  private let k1: UInt64

  /// A hash function under a key of two words.
  ///
  /// - Parameters:
  ///   - k0: The first eight key bytes, read as little-endian.
  ///   - k1: The last eight key bytes, read as little-endian.
  public init(k0: UInt64, k1: UInt64) {
    self.k0 = k0
    self.k1 = k1
  }

  /// A hash function under a key of 16 bytes; `nil` for any other length.
  public init?(key: [UInt8]) {
    guard key.count == 16 else { return nil }
    func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
      bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
    self.init(k0: word(key[..<8]), k1: word(key[8...]))
  }

  /// The hash of `bytes`; published test vectors give it as eight bytes in little-endian order.
  public func hash(_ bytes: Span<UInt8>) -> UInt64 {
    var state = SipState(k0: k0, k1: k1)
    let raw = bytes.bytes
    let count = raw.byteCount
    let whole = count & ~7
    var offset = 0
    while offset < whole {
      let word = raw.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
      state.absorb(UInt64(littleEndian: word))
      offset += 8
    }
    var tail = UInt64(truncatingIfNeeded: count) << 56
    var shift: UInt64 = 0
    while offset < count {
      tail |= UInt64(bytes[offset]) << shift
      shift += 8
      offset += 1
    }
    state.absorb(tail)
    return state.finish()
  }
}

/// The four words that SipHash mixes.
private struct SipState {
  var v0: UInt64
  var v1: UInt64
  var v2: UInt64
  var v3: UInt64

  @inline(__always)
  init(k0: UInt64, k1: UInt64) {
    // "somepseudorandomlygeneratedbytes", as the paper has it.
    v0 = k0 ^ 0x736f_6d65_7073_6575
    v1 = k1 ^ 0x646f_7261_6e64_6f6d
    v2 = k0 ^ 0x6c79_6765_6e65_7261
    v3 = k1 ^ 0x7465_6462_7974_6573
  }

  @inline(__always)
  mutating func round() {
    v0 &+= v1
    v1 = Self.rotate(v1, 13) ^ v0
    v0 = Self.rotate(v0, 32)
    v2 &+= v3
    v3 = Self.rotate(v3, 16) ^ v2
    v0 &+= v3
    v3 = Self.rotate(v3, 21) ^ v0
    v2 &+= v1
    v1 = Self.rotate(v1, 17) ^ v2
    v2 = Self.rotate(v2, 32)
  }

  @inline(__always)
  mutating func absorb(_ word: UInt64) {
    v3 ^= word
    round()
    round()
    v0 ^= word
  }

  @inline(__always)
  mutating func finish() -> UInt64 {
    v2 ^= 0xff
    round()
    round()
    round()
    round()
    return v0 ^ v1 ^ v2 ^ v3
  }

  @inline(__always)
  private static func rotate(_ word: UInt64, _ bits: UInt64) -> UInt64 {
    word &<< bits | word &>> (64 &- bits)
  }
}
