import Ledger
import Testing

@Suite struct KeyTests {
  /// A real witness's key among them, of the cosigners' kind.
  @Test(arguments: [
    Vectors.exampleKey, Vectors.peterKey, Vectors.enochKey, Vectors.sumKey, Vectors.sigsumKey,
    "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
    "TEST+7997405c+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6",
  ])
  func publicKeys(_ text: String) throws {
    let key = try VerifierKey(text)
    #expect(key.text == text)
    #expect(key.publicKey.count == 32)
    #expect(text.hasPrefix("\(key)+"))
    #expect(
      try VerifierKey(name: key.name, algorithm: key.algorithm, publicKey: key.publicKey) == key)
  }

  /// Every other piece of the text and every byte changed is refused.
  @Test func manglings() throws {
    let vkey = Array(Vectors.peterKey.utf8)
    let skey = Array(Vectors.peterPrivate.utf8)
    for text in [vkey, skey] {
      for start in text.indices {
        for end in start + 1...text.count where end - start < text.count {
          let piece = String(decoding: text[start..<end], as: UTF8.self)
          #expect(throws: KeyError.self) { try VerifierKey(piece) }
          #expect(throws: KeyError.self) { try SignerKey(privateText: piece) }
        }
      }
      for place in text.indices {
        for change in [1, 0x20, 0x80] as [UInt8] {
          var bytes = text
          bytes[place] ^= change
          let mangled = String(decoding: bytes, as: UTF8.self)
          #expect(throws: KeyError.self) { try VerifierKey(mangled) }
          #expect(throws: KeyError.self) { try SignerKey(privateText: mangled) }
        }
      }
    }
  }

  @Test(arguments: [
    ("", KeyError.malformed), ("a", .malformed), ("a+b", .malformed), ("a+b+c", .malformed),
    // A longer and a shorter key and an unknown kind, each with the id that fits it.
    ("n+33b0b7bb+AQECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gIQ==", .wrongLength),
    ("n+61bacc85+AQECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", .wrongLength),
    ("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==", .malformed),
    (
      "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
      .unknownAlgorithm
    ),
    ("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .idDiffers),
    ("PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .malformed),
    ("PeterNeumann++74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .malformed),
    ("PeterNeumann+00c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .malformed),
    ("Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .badName),
    ("+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .badName),
    ("PeterNeumann+c74f20a3+", .malformed),
    ("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\n", .malformed),
    ("rekor.sigstore.dev+12345678+AwEB", .unknownAlgorithm),
    ("rekor.sigstore.dev+12345678+THIS_IS_NOT_BASE64!", .malformed),
  ])
  func refused(_ text: String, _ error: KeyError) {
    #expect(throws: error) { try VerifierKey(text) }
  }

  @Test(arguments: [
    "", " ", "a b", "a+b", "a\u{3000}b", "a\u{85}", "a\u{2028}b", "a\nb", "a\u{1}b",
  ])
  func badNames(_ name: String) {
    #expect(throws: KeyError.badName) { try SignerKey.generate(name: name, algorithm: .ed25519) }
    #expect(throws: KeyError.badName) {
      try VerifierKey(name: name, algorithm: .ed25519, publicKey: [UInt8](repeating: 3, count: 32))
    }
  }

  /// The eight points of small order in every way of writing them, and y above the field's prime.
  @Test func weakPublicKeys() throws {
    let one: [UInt8] = [1] + [UInt8](repeating: 0, count: 31)
    var keys = [[UInt8](repeating: 0, count: 32), one]
    keys.append(try bytes(hex: "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"))
    keys.append(try bytes(hex: "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"))
    for low in UInt8(0xec)...0xff {
      keys.append([low] + [UInt8](repeating: 0xff, count: 30) + [0x7f])
    }
    for key in keys {
      for sign in [0, 0x80] as [UInt8] {
        var key = key
        key[31] ^= sign
        #expect(throws: KeyError.weakPublicKey) {
          try VerifierKey(name: "n", algorithm: .ed25519, publicKey: key)
        }
      }
    }
  }

  @Test func privateKeys() throws {
    let key = try SignerKey(privateText: Vectors.peterPrivate)
    #expect(key.verifierKey.text == Vectors.peterKey)
    #expect(key.privateText == Vectors.peterPrivate)
    let seed = try bytes(hex: "810a1402d5146c8d84f2443330f54080ebf98ee17d9c74f6252fc5d5c7283173")
    let same = try SignerKey(name: "PeterNeumann", algorithm: .ed25519, seed: seed)
    #expect(same.privateText == Vectors.peterPrivate)
    #expect(throws: KeyError.wrongLength) {
      try SignerKey(name: "PeterNeumann", algorithm: .ed25519, seed: seed.dropLast())
    }
    // A public key is not taken for a private one, nor the other way round.
    #expect(throws: KeyError.malformed) { try SignerKey(privateText: Vectors.peterKey) }
    #expect(throws: KeyError.self) { try VerifierKey(Vectors.peterPrivate) }
    #expect(throws: KeyError.idDiffers) {
      try SignerKey(privateText: "PRIVATE+KEY+" + Vectors.peterKey)
    }
  }

  @Test(arguments: SignatureAlgorithm.allCases)
  func newKeys(_ algorithm: SignatureAlgorithm) throws {
    let key = try SignerKey.generate(name: "mall.example/log", algorithm: algorithm)
    let again = try SignerKey(privateText: key.privateText)
    #expect(again.verifierKey == key.verifierKey)
    #expect(again.algorithm == algorithm)
    #expect(try VerifierKey(key.verifierKey.text) == key.verifierKey)
    let other = try SignerKey.generate(name: "mall.example/log", algorithm: algorithm)
    #expect(other.verifierKey != key.verifierKey)
  }

  @Test func theKindIsPartOfTheId() throws {
    let seed = Array(UInt8(0)..<32)
    let log = try SignerKey(name: "n", algorithm: .ed25519, seed: seed)
    let witness = try SignerKey(name: "n", algorithm: .cosignatureV1, seed: seed)
    #expect(log.verifierKey.publicKey == witness.verifierKey.publicKey)
    #expect(log.id != witness.id)
    #expect(log.verifierKey != witness.verifierKey)
  }

  /// Nothing that prints a key shows it, and no refusal repeats what was refused.
  @Test func privateKeysAreNotPrinted() throws {
    let key = try SignerKey(privateText: Vectors.peterPrivate)
    var dumped = ""
    dump(key, to: &dumped)
    for text in ["\(key)", String(reflecting: key), "\([key])", "\(Optional(key) as Any)", dumped] {
      #expect(text.contains("PeterNeumann+c74f20a3"))
      #expect(!text.contains("AYEKF") && !text.contains("PRIVATE") && !text.contains("129"))
    }
    for place in Vectors.peterPrivate.indices {
      var text = Vectors.peterPrivate
      text.remove(at: place)
      do throws(KeyError) {
        _ = try SignerKey(privateText: text)
        Issue.record("accepted without its character \(place)")
      } catch {
        #expect(!"\(error)".contains("Neumann") && !String(reflecting: error).contains("AYEK"))
      }
    }
  }
}
