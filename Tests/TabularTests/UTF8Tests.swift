import Testing

@testable import Tabular

@Suite struct UTF8Tests {
  /// Table 3-8 and its neighbours in the Unicode standard: what is replaced, and by how many.
  @Test(
    "ill-formed sequences",
    arguments: [
      ([0xC0, 0xAF], 2), ([0xC1], 1), ([0xE0, 0x80, 0xBF], 3), ([0xED, 0xA0, 0x80], 3),
      ([0xF4, 0x90, 0x80, 0x80], 4), ([0xF5], 1), ([0xFF, 0xFE], 2), ([0x80], 1),
      ([0xE3, 0x81], 1), ([0xE3], 1), ([0xF0, 0x9F, 0x98], 1), ([0xC3], 1),
      ([0xE1, 0x80, 0xE2, 0xF0, 0x91, 0x92, 0xF1, 0xBF], 4),
    ] as [([UInt8], Int)])
  func illFormed(sequence: [UInt8], count: Int) throws {
    let replaced = String(repeating: "\u{FFFD}", count: count)
    let padding = Array("東京都,".utf8)
    for tail in ["", ",x\n", "あいうえおかきくけこ\n"] {
      let reading = try read(padding + sequence + Array(tail.utf8))
      #expect(reading.fields[0][1].hasPrefix(replaced))
      #expect(!reading.fields[0][1].hasPrefix(replaced + "\u{FFFD}"))
      #expect(reading.rows[0].damage == Damage(byteOffset: 10, field: 1))
    }
  }

  @Test("random bytes become what the standard library makes of them")
  func likeTheStandardLibrary() throws {
    var generator = SplitMix(seed: 7)
    // Bytes that begin, continue and break sequences, and some ASCII; no quote, no line end.
    let alphabet: [UInt8] = [
      0x61, 0x2E, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xE3, 0xED,
      0xEE, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF,
    ]
    for _ in 0..<300 {
      let bytes = (0..<Int.random(in: 1...40, using: &generator)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
      }
      guard !bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { continue }
      let expected = String(decoding: bytes, as: UTF8.self)
      for size in [nil, 1, 3] {
        let row = try #require(try read(bytes, size: size).rows.first)
        #expect(row.fields[0].unicodeScalars.elementsEqual(expected.unicodeScalars), "\(bytes)")
        #expect((row.damage != nil) == (String(validating: bytes, as: UTF8.self) == nil))
      }
    }
  }

  @Test("a real U+FFFD in the file is no damage")
  func replacementCharacterItself() throws {
    let reading = try read(Array("\u{FFFD}a,b\n".utf8) + [0xFF, 0x0A])
    #expect(reading.fields == [["\u{FFFD}a", "b"], ["\u{FFFD}"]])
    #expect(reading.rows.map(\.damage) == [nil, Damage(byteOffset: 7, field: 0)])
  }

  @Test("characters of all lengths, at every distance from a word boundary")
  func alignment() throws {
    for count in 0..<40 {
      let text = String(repeating: "x", count: count) + "é日😀ﾔ𠮷߿ࠀ퟿\u{E000}\u{10FFFF}"
      let reading = try read("\(text),\"\(text)\"\n\(text)")
      #expect(reading.fields == [[text, text], [text]])
      #expect(reading.rows.allSatisfy { $0.damage == nil })
    }
  }
}
