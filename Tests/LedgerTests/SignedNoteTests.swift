import Ledger
import Testing

@Suite struct SignedNoteTests {
  let peter: VerifierKey
  let enoch: VerifierKey
  let text = Vectors.text

  init() throws {
    peter = try VerifierKey(Vectors.peterKey)
    enoch = try VerifierKey(Vectors.enochKey)
  }

  func note(_ text: String) throws(NoteError) -> SignedNote {
    try SignedNote(parsing: Array(text.utf8))
  }

  @Test(arguments: [
    (Vectors.exampleNote, Vectors.exampleKey), (Vectors.sumNote, Vectors.sumKey),
    (Vectors.sigsumNote, Vectors.sigsumKey),
    (Vectors.text + "\n" + Vectors.peterLine, Vectors.peterKey),
    (Vectors.text + "\n" + Vectors.enochLine, Vectors.enochKey),
  ])
  func publishedNotes(_ bytes: String, _ vkey: String) throws {
    let note = try note(bytes)
    #expect(String(decoding: note.bytes, as: UTF8.self) == bytes)
    let key = try VerifierKey(vkey)
    let verified = try note.verify(with: [key])
    #expect(verified.signers.map(\.key) == [key])
    #expect(verified.signers.map(\.time) == [nil])
    #expect(verified.unknown.isEmpty)
    let altered = try self.note("x" + bytes)
    #expect(throws: NoteError.invalidSignature(key: "\(key)")) { try altered.verify(with: [key]) }
  }

  /// The very signature that Go makes.
  @Test func signing() throws {
    let key = try SignerKey(privateText: Vectors.peterPrivate)
    let note = try SignedNote.sign(text, by: [key])
    #if os(Linux)
      #expect(String(decoding: note.bytes, as: UTF8.self) == text + "\n" + Vectors.peterLine)
    #endif
    #expect(try note.verify(with: [peter]).signers.map(\.key) == [peter])
    #expect(try SignedNote(parsing: note.bytes) == note)
  }

  @Test func severalSigners() throws {
    let both = try note(text + "\n" + Vectors.peterLine + Vectors.enochLine)
    #expect(both.signatures.count == 2)
    let one = try both.verify(with: [peter])
    #expect(one.signers.map(\.key) == [peter])
    #expect(one.unknown == [both.signatures[1]])
    let all = try both.verify(with: [enoch, peter])
    #expect(all.signers.map(\.key) == [peter, enoch])
    #expect(all.unknown.isEmpty)
    #expect(throws: NoteError.unverified) { try both.verify(with: []) }
    #expect(throws: NoteError.ambiguousKey("EnochRoot+af0cfe78")) {
      try both.verify(with: [enoch, peter, enoch])
    }
    let peters = try note(text + "\n" + Vectors.peterLine)
    #expect(try peters.verify(with: [enoch, peter, enoch]).signers.map(\.key) == [peter])
  }

  /// Signatures by keys that share a name or an id with a known one are by others.
  @Test func sharedNamesAndIds() throws {
    let peters = try #require(NoteSignature(line: String(Vectors.peterLine.dropLast())))
    let otherName = Vectors.peterLine.replacing("PeterNeumann", with: "PeterNeuman")
    let otherID = Vectors.peterLine.replacing("x08g", with: "x08h")
    let note = try note(text + "\n" + otherName + otherID + Vectors.peterLine)
    let verified = try note.verify(with: [peter])
    #expect(verified.signers.count == 1)
    #expect(verified.unknown.map(\.name) == ["PeterNeuman", "PeterNeumann"])
    #expect(verified.unknown.map(\.keyID) == [peters.keyID, peters.keyID + 0x100])
    #expect(throws: NoteError.unverified) {
      try self.note(text + "\n" + otherName + otherID).verify(with: [peter])
    }
  }

  /// Two names that look the same are two names, whatever Swift's strings say.
  @Test func namesAreComparedByBytes() throws {
    let seed = Array(UInt8(0)..<32)
    let composed = try SignerKey(name: "caf\u{e9}", algorithm: .ed25519, seed: seed)
    let decomposed = try SignerKey(name: "cafe\u{301}", algorithm: .ed25519, seed: seed)
    #expect(composed.name == decomposed.name)
    #expect(composed.verifierKey != decomposed.verifierKey)
    let note = try SignedNote.sign("caf\u{e9}\n", by: [composed, decomposed])
    #expect(try note.verify(with: [composed.verifierKey]).unknown.count == 1)
    let other = try SignedNote.sign("cafe\u{301}\n", by: [composed, decomposed])
    #expect(note.text == other.text)
    #expect(note != other)
  }

  @Test func aWrongSignatureOfAKnownKeySpoilsTheNote() throws {
    var wrong = Vectors.peterLine
    wrong.insert(contentsOf: "ABCD", at: wrong.index(wrong.startIndex, offsetBy: 60))
    for lines in [
      wrong + Vectors.enochLine, Vectors.enochLine + wrong, wrong + Vectors.peterLine,
      Vectors.peterLine + wrong,
    ] {
      let note = try note(text + "\n" + lines)
      #expect(throws: NoteError.invalidSignature(key: "\(peter)")) {
        try note.verify(with: [peter, enoch])
      }
    }
  }

  @Test func repeatedSignatures() throws {
    let peters = Vectors.peterLine
    let note = try note(text + "\n" + peters + peters + Vectors.enochLine + Vectors.enochLine)
    #expect(note.signatures.count == 4)
    let verified = try note.verify(with: [peter])
    #expect(verified.signers.count == 1)
    #expect(verified.unknown.count == 1)
    #expect(try SignedNote(parsing: note.bytes) == note)
  }

  @Test func adding() throws {
    let note = try note(text + "\n" + Vectors.peterLine)
    let enochs = try #require(NoteSignature(line: String(Vectors.enochLine.dropLast())))
    let both = try note.adding([enochs])
    #expect(
      String(decoding: both.bytes, as: UTF8.self)
        == text + "\n" + Vectors.peterLine + Vectors.enochLine)
    // A signature by a key that has one takes its place.
    let bad = try #require(NoteSignature(line: "— EnochRoot rwz+eAAA"))
    #expect(try both.adding([bad]).signatures == [note.signatures[0], bad])
    #expect(try both.adding([bad]).adding([enochs]) == both)
  }

  @Test func whatIsNotSigned() throws {
    let key = try SignerKey(privateText: Vectors.peterPrivate)
    #expect(throws: NoteError.noSignatures) { try SignedNote.sign("abc", by: [key]) }
    #expect(throws: NoteError.noSignatures) { try SignedNote.sign("", by: [key]) }
    #expect(throws: NoteError.notText) { try SignedNote.sign("a\tb\n", by: [key]) }
    #expect(throws: NoteError.notText) { try SignedNote.sign("a\r\n", by: [key]) }
    #expect(throws: NoteError.badSigners) { try SignedNote.sign(text, by: []) }
    #expect(throws: NoteError.badSigners) { try SignedNote.sign(text, by: [key, key]) }
    let witness = try SignerKey.generate(name: "w", algorithm: .cosignatureV1)
    #expect(throws: NoteError.wrongAlgorithm(key: "\(witness)")) {
      try SignedNote.sign(text, by: [witness])
    }
    let large = String(repeating: "x", count: SignedNote.maximumByteCount) + "\n"
    #expect(throws: NoteError.tooLarge) { try SignedNote.sign(large, by: [key]) }
  }

  @Test func emptyLinesInTheText() throws {
    let key = try SignerKey(privateText: Vectors.peterPrivate)
    for text in ["\n", "\n\n", "a\n\n", "a\n\nb\n", "a\n\n— x AAAA\n", "\n\n\na\n\n\n"] {
      let note = try SignedNote.sign(text, by: [key])
      let read = try SignedNote(parsing: note.bytes)
      #expect(read.text == text)
      #expect(try read.verify(with: [peter]).note == note)
    }
  }

  @Test func limits() throws {
    let lines = { String(repeating: Vectors.peterLine, count: $0) }
    #expect(try note(text + "\n" + lines(100)).signatures.count == 100)
    #expect(throws: NoteError.tooManySignatures) { try note(text + "\n" + lines(101)) }
    let full = try note(text + "\n" + lines(99) + "— other AAAAAAA=\n")
    let more = try #require(NoteSignature(line: "— another AAAAAAA="))
    #expect(throws: NoteError.tooManySignatures) { try full.adding([more]) }
    let rest = "\n\n" + Vectors.peterLine
    let fill = String(repeating: "x", count: SignedNote.maximumByteCount - rest.utf8.count)
    #expect(try note(fill + rest).bytes.count == SignedNote.maximumByteCount)
    #expect(throws: NoteError.tooLarge) { try note("x" + fill + rest) }
  }

  static let signature = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZI="

  static let malformations: [(String, NoteError)] = [
    ("", .noSignatures),
    ("\n", .noSignatures),
    ("\n\n", .noSignatures),
    (Vectors.text, .noSignatures),
    ("\(Vectors.text)\n", .noSignatures),
    ("\(Vectors.text)\(Vectors.peterLine)", .noSignatures),
    ("\n\(Vectors.peterLine)", .noSignatures),
    (Vectors.peterLine, .noSignatures),
    // The last line feed is missing, or there is one too many.
    ("\(Vectors.text)\n\(Vectors.peterLine.dropLast())", .noSignatures),
    ("\(Vectors.text)\n\(Vectors.peterLine)\n", .noSignatures),
    ("\u{1}\(Vectors.text)\n\(Vectors.peterLine)", .notText),
    ("\t\(Vectors.text)\n\(Vectors.peterLine)", .notText),
    ("\0\(Vectors.text)\n\(Vectors.peterLine)", .notText),
    ("\(Vectors.text)\n\(Vectors.peterLine.dropLast())\r\n", .notText),
    ("a\n\nUnexpected line.\n", .badSignatureLine(3)),
    ("a\n\n\(Vectors.peterLine)Unexpected line.\n", .badSignatureLine(4)),
    // The dash: a hyphen, an en dash, two of them, none.
    ("a\n\n- n \(signature)\n", .badSignatureLine(3)),
    ("a\n\n– n \(signature)\n", .badSignatureLine(3)),
    ("a\n\n—— n \(signature)\n", .badSignatureLine(3)),
    ("a\n\nn \(signature)\n", .badSignatureLine(3)),
    (" a\n\n — n \(signature)\n", .badSignatureLine(3)),
    // The spaces.
    ("a\n\n—n \(signature)\n", .badSignatureLine(3)),
    ("a\n\n—  n \(signature)\n", .badSignatureLine(3)),
    ("a\n\n— n  \(signature)\n", .badSignatureLine(3)),
    ("a\n\n— n \(signature) \n", .badSignatureLine(3)),
    ("a\n\n—\u{a0}n \(signature)\n", .badSignatureLine(3)),
    ("a\n\n— n\u{a0}\(signature)\n", .badSignatureLine(3)),
    // The name.
    ("a\n\n— Bad Name \(signature)\n", .badSignatureLine(3)),
    ("a\n\n— Bad\u{3000}Name \(signature)\n", .badSignatureLine(3)),
    ("a\n\n— a+b \(signature)\n", .badSignatureLine(3)),
    ("a\n\n— \(signature)\n", .badSignatureLine(3)),
    ("a\n\n— n\n", .badSignatureLine(3)),
    ("a\n\n— n \n", .badSignatureLine(3)),
    // The base64: padding gone, too much or bits left over, another alphabet, less than five bytes.
    ("a\n\n— n \(signature.dropLast())\n", .badSignatureLine(3)),
    ("a\n\n— n \(signature)=\n", .badSignatureLine(3)),
    ("a\n\n— n AAAAAAB=\n", .badSignatureLine(3)),
    ("a\n\n— n AAAAAB==\n", .badSignatureLine(3)),
    ("a\n\n— n AAAA_AA=\n", .badSignatureLine(3)),
    ("a\n\n— n AAAA\n", .badSignatureLine(3)),
    ("a\n\n— n AAAAAA==\n", .badSignatureLine(3)),
  ]

  @Test(arguments: malformations)
  func malformed(_ text: String, _ error: NoteError) {
    #expect(throws: error) { try note(text) }
  }

  @Test func notUTF8() throws {
    let good = Array((text + "\n" + Vectors.peterLine).utf8)
    for bad in [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80]] as [[UInt8]] {
      #expect(throws: NoteError.notText) { try SignedNote(parsing: bad + good) }
      #expect(throws: NoteError.notText) { try SignedNote(parsing: good + bad) }
    }
  }

  /// Signatures of kinds that nobody here knows are kept as they are.
  @Test func unknownKinds() throws {
    let long = String(repeating: "A", count: 5000)
    let bytes = text + "\n— w.example \(long)\n" + Vectors.peterLine + "— ü.example AAAAAAA=\n"
    let note = try note(bytes)
    #expect(note.signatures.map(\.bytes.count) == [3746, 64, 1])
    #expect(String(decoding: note.bytes, as: UTF8.self) == bytes)
    #expect(try note.verify(with: [peter]).unknown.map(\.name) == ["w.example", "ü.example"])
  }

  /// No change of a byte leaves a note that verifies.
  @Test func everyByteCounts() throws {
    let good = Array(Vectors.exampleNote.utf8)
    let key = try VerifierKey(Vectors.exampleKey)
    for place in good.indices {
      for change in [1, 2, 0x20, 0x80] as [UInt8] {
        var bytes = good
        bytes[place] ^= change
        #expect(throws: NoteError.self) { try SignedNote(parsing: bytes).verify(with: [key]) }
      }
      var bytes = good
      bytes.remove(at: place)
      #expect(throws: NoteError.self) { try SignedNote(parsing: bytes).verify(with: [key]) }
      #expect(throws: NoteError.self) {
        try SignedNote(parsing: Array(good[..<place])).verify(with: [key])
      }
    }
  }
}
