import Crypto
import Testing

@testable import Sealing

@Suite struct WriterTests {
  let key = Curve25519.KeyAgreement.PrivateKey()

  private var recipient: AgeRecipient {
    get throws { try AgeRecipient(bech32("age", Array(key.publicKey.rawRepresentation))) }
  }

  private var identity: [UInt8] { Array(key.rawRepresentation) }

  static let chunk = 64 * 1024

  @Test(
    "sizes around a chunk's end, in pieces of several sizes",
    arguments: [0, 1, chunk - 1, chunk, chunk + 1, 2 * chunk, 200_000], [1009, chunk, 200_000])
  func sizes(_ size: Int, _ piece: Int) throws {
    let plain = sample(size)
    let file = try sealed(plain, to: recipient, piece: piece)
    let outcome = try AgeReader(file, identity: identity).read()
    #expect(outcome.plain == plain)
    let chunks = max(1, (size + Self.chunk - 1) / Self.chunk)
    #expect(outcome.chunks == chunks)
    // The header has one size for every recipient.
    #expect(file.count == 22 + 54 + 44 + 48 + 16 + size + 16 * chunks)
  }

  @Test("empty pieces change nothing") func emptyPieces() throws {
    var file: [UInt8] = []
    var writer = try AgeWriter(to: recipient) { file += $0 }
    try writer.write([])
    try writer.write(sample(Self.chunk))
    try writer.write([])
    try writer.finish()
    #expect(try AgeReader(file, identity: identity).read().plain == sample(Self.chunk))
  }

  @Test("no more than a chunk is ever handed on") func flat() throws {
    var sizes: [Int] = []
    var writer = try AgeWriter(to: recipient) { sizes.append($0.count) }
    try writer.write(sample(5 * Self.chunk + 3))
    #expect(sizes.dropFirst() == [65552, 65552, 65552, 65552, 65552])
    try writer.finish()
    #expect(sizes.last == 19)
  }

  @Test("what is cut off or reordered is refused") func damaged() throws {
    let file = try sealed(sample(3 * Self.chunk), to: recipient)
    let start = file.count - 3 * 65552
    for cut in [1, 65552, 2 * 65552] {
      let reader = try AgeReader(Array(file.dropLast(cut)), identity: identity)
      #expect(throws: AgeReader.Refusal.payload) { try reader.read() }
    }
    let swapped =
      file[..<start] + file[(start + 65552)..<(start + 2 * 65552)]
      + file[start..<(start + 65552)] + file[(start + 2 * 65552)...]
    let reader = try AgeReader(Array(swapped), identity: identity)
    #expect(throws: AgeReader.Refusal.payload) { try reader.read() }
    #expect(throws: AgeReader.Refusal.key) {
      try AgeReader(
        file, identity: Array(Curve25519.KeyAgreement.PrivateKey().rawRepresentation))
    }
  }

  @Test("an unfinished file is refused") func unfinished() throws {
    var file: [UInt8] = []
    do {
      var writer = try AgeWriter(to: recipient) { file += $0 }
      try writer.write(sample(2 * Self.chunk))
    }
    let reader = try AgeReader(file, identity: identity)
    #expect(throws: AgeReader.Refusal.payload) { try reader.read() }
  }

  @Test("keys and nonces are drawn anew for every file") func fresh() throws {
    let files = try (0..<2).map { _ in try sealed([1], to: recipient) }
    let readers = try files.map { try AgeReader($0, identity: identity) }
    #expect(readers[0].fileKey != readers[1].fileKey)
    #expect(files[0].suffix(33) != files[1].suffix(33))
    #expect(files[0][32..<75] != files[1][32..<75])
  }

  @Test("a sink that failed is given nothing more") func failing() throws {
    struct Full: Error {}
    var calls = 0
    var writer = try AgeWriter(to: recipient) { _ in
      calls += 1
      if calls == 2 { throw Full() }
    }
    var errors: [any Error] = []
    for _ in 0..<2 {
      do { try writer.write(sample(2 * Self.chunk)) } catch { errors.append(error) }
    }
    #expect(errors.count == 2 && errors[0] is Full)
    #expect(errors[1] as? SealingError == .broken)
    do {
      try writer.finish()
      Issue.record("finished what is broken")
    } catch { #expect(error as? SealingError == .broken) }
    #expect(calls == 2)
  }

  @Test("the same keys make the same file, and the file key is where it belongs") func fixed()
    throws
  {
    var secrets = AgeSecrets()
    secrets.fileKey = SymmetricKey(data: Array("YELLOW SUBMARINE".utf8))
    var files: [[UInt8]] = [[], []]
    for place in 0..<2 {
      var writer = try AgeWriter(to: recipient, secrets) { files[place] += $0 }
      try writer.write(sample(100))
      try writer.finish()
    }
    #expect(files[0] == files[1])
    let reader = try AgeReader(files[0], identity: identity)
    #expect(reader.fileKey == Array("YELLOW SUBMARINE".utf8))
  }

  /// `x25519` of the age test kit (C2SP CCTV, BSD): that our own reader reads as others do, so that
  /// what it says of our files counts.
  @Test("the published header opens") func published() throws {
    let header = """
      age-encryption.org/v1
      -> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc
      EmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U
      --- Vn+54jqiiUCE+WZcEVY3f1sqHjlu/z1LCQ/T7Xm7qI0

      """
    let text = "AGE-SECRET-KEY-1XMWWC06LY3EE5RYTXM9MFLAZ2U56JJJ36S0MYPDRWSVLUL66MV4QX3S7F6"
    let identity = try Bech32(text)
    #expect(identity.prefix == "age-secret-key-")
    let reader = try AgeReader(Array(header.utf8), identity: identity.bytes)
    #expect(reader.fileKey == Array("YELLOW SUBMARINE".utf8))
  }
}
