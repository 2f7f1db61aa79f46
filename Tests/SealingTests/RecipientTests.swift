import Crypto
import Sealing
import Testing

@Suite struct RecipientTests {
  /// The example of age.md, whose private key is 32 times 0x42.
  static let example = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"

  @Test func example() throws {
    let key = try Curve25519.KeyAgreement.PrivateKey(
      rawRepresentation: [UInt8](repeating: 0x42, count: 32))
    #expect(bech32("age", Array(key.publicKey.rawRepresentation)) == Self.example)
    for text in [Self.example, Self.example.uppercased()] {
      let file = try sealed([1, 2, 3], to: AgeRecipient(text))
      let reader = try AgeReader(file, identity: Array(key.rawRepresentation))
      #expect(try reader.read().plain == [1, 2, 3])
    }
  }

  @Test("a private key is refused and not repeated") func privateKey() {
    let text = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
    #expect(throws: SealingError.notARecipient) { try AgeRecipient(text) }
    #expect(!"\(SealingError.notARecipient)".contains("GFPYY"))
  }

  static let unfit: [(String, SealingError)] = [
    ("", SealingError.notBech32), ("age1", .notBech32), ("age1qqqqq", .notBech32),
    ("1qqqqqqqq", .notBech32), ("age", .notBech32),
    (example + " ", .notBech32), (" " + example, .notBech32), (example + "\n", .notBech32),
    (example.replacing("zvk", with: "zbk"), .notBech32),
    (example.replacing("zvk", with: "zvé"), .notBech32),
    (example.replacing("age", with: "Age"), .mixedCase),
    ("age1" + example.dropFirst(4).uppercased(), .mixedCase),
    (example.replacing("zvk", with: "zvq"), .wrongChecksum), (example + "q", .wrongChecksum),
    (String(example.dropLast()), .wrongChecksum),
    (bech32("age", [UInt8](repeating: 9, count: 31)), .wrongLength),
    (bech32("age", [UInt8](repeating: 9, count: 33)), .wrongLength),
    (bech32("age", []), .wrongLength),
    (bech32("age1pq", [UInt8](repeating: 9, count: 32)), .notARecipient),
    (bech32("age1yubikey", [UInt8](repeating: 9, count: 32)), .notARecipient),
    (bech32("agf", [UInt8](repeating: 9, count: 32)), .notARecipient),
  ]

  @Test(arguments: unfit)
  func refused(_ text: String, _ error: SealingError) {
    #expect(throws: error) { try AgeRecipient(text) }
  }

  @Test("every single altered character is noticed") func altered() {
    for place in 4..<Self.example.count {
      var characters = Array(Self.example)
      characters[place] = characters[place] == "q" ? "p" : "q"
      #expect(throws: SealingError.wrongChecksum) { try AgeRecipient(String(characters)) }
    }
  }

  /// The points of low order, as `y` of RFC 7748 with the lowest byte first; the second is that of
  /// the age test kit's x25519_low_order.
  static let lowOrder: [[UInt8]] = [
    [UInt8](repeating: 0, count: 32),
    [
      0x5f, 0x9c, 0x95, 0xbc, 0xa3, 0x50, 0x8c, 0x24, 0xb1, 0xd0, 0xb1, 0x55, 0x9c, 0x83, 0xef,
      0x5b,
      0x04, 0x44, 0x5c, 0xc4, 0x58, 0x1c, 0x8e, 0x86, 0xd8, 0x22, 0x4e, 0xdd, 0xd0, 0x9f, 0x11,
      0x57,
    ],
    [
      0xe0, 0xeb, 0x7a, 0x7c, 0x3b, 0x41, 0xb8, 0xae, 0x16, 0x56, 0xe3, 0xfa, 0xf1, 0x9f, 0xc4,
      0x6a,
      0xda, 0x09, 0x8d, 0xeb, 0x9c, 0x32, 0xb1, 0xfd, 0x86, 0x62, 0x05, 0x16, 0x5f, 0x49, 0xb8,
      0x00,
    ],
    [1] + [UInt8](repeating: 0, count: 31),
    [0xec] + [UInt8](repeating: 0xff, count: 30) + [0x7f],
  ]

  @Test(arguments: lowOrder) func lowOrderPoint(_ point: [UInt8]) {
    #expect(throws: SealingError.unsoundKey) { try AgeRecipient(bech32("age", point)) }
  }

  @Test(
    "a point that is not reduced is refused, as its owner would derive another key",
    arguments: [
      [UInt8](repeating: 0xff, count: 31) + [0x7f],
      [0xf6] + [UInt8](repeating: 0xff, count: 30) + [0x7f],
      [9] + [UInt8](repeating: 0, count: 30) + [0x80],
    ])
  func notReduced(_ point: [UInt8]) {
    #expect(throws: SealingError.unsoundKey) { try AgeRecipient(bech32("age", point)) }
  }

  @Test("the base point itself is fine") func reduced() throws {
    _ = try AgeRecipient(bech32("age", [9] + [UInt8](repeating: 0, count: 31)))
  }
}
