import Testing

@testable import Tabular

/// Random fields, written as RFC 4180 says, come back equal.
@Suite struct RoundTripTests {
  /// One field: its text, and its bytes in the file's encoding.
  struct Field {
    var text = ""
    var bytes: [UInt8] = []
  }

  /// Quotes a field where it must be, and sometimes where it need not be.
  private func write(_ field: Field, alone: Bool, _ generator: inout SplitMix) -> [UInt8] {
    let scalars = field.text.unicodeScalars
    let must =
      alone && scalars.isEmpty || scalars.contains { [",", "\"", "\r", "\n"].contains($0) }
    guard must || Int.random(in: 0..<4, using: &generator) == 0 else { return field.bytes }
    // In CP932 a trail byte is never 0x22, so that doubling bytes doubles characters.
    return [0x22] + field.bytes.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] } + [0x22]
  }

  private func check(
    _ encoding: TextEncoding, seed: UInt64, character: (inout SplitMix) -> (Unicode.Scalar, [UInt8])
  ) throws {
    var generator = SplitMix(seed: seed)
    var bytes: [UInt8] = []
    var expected: [[String]] = []
    for _ in 0..<150 {
      let count = Int.random(in: 1...12, using: &generator)
      var row: [String] = []
      for index in 0..<count {
        var field = Field()
        for _ in 0..<Int.random(in: 0...20, using: &generator) {
          let (scalar, code) = character(&generator)
          // The one thing that a field may not hold both ways: a spreadsheet's text cell.
          if field.text.isEmpty && scalar == "=" { continue }
          field.text.unicodeScalars.append(scalar)
          field.bytes += code
        }
        row.append(field.text)
        if index > 0 { bytes.append(0x2C) }
        bytes += write(field, alone: count == 1, &generator)
      }
      expected.append(row)
      bytes += [[0x0A], [0x0D, 0x0A], [0x0D]].randomElement(using: &generator) ?? [0x0A]
    }
    for size in [nil, 1, 2, 3, 7, 64] {
      let reading = try read(bytes, as: encoding, size: size)
      #expect(reading.error == nil)
      #expect(reading.rows.allSatisfy { $0.damage == nil })
      #expect(reading.rows.count == expected.count)
      for (row, fields) in zip(reading.rows, expected) {
        #expect(
          row.fields.elementsEqual(fields) { $0.unicodeScalars.elementsEqual($1.unicodeScalars) })
      }
    }
  }

  private static let structural: [Unicode.Scalar] = [
    ",", "\"", "\"", "\r", "\n", "=", "\t", " ", "a",
  ]

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func utf8(seed: UInt64) throws {
    let letters = Array("髙橋ﾔﾏé߿ࠀ𠮷😀\u{E000}\u{FFFD}\u{301}zZ09".unicodeScalars)
    try check(.utf8, seed: seed) { generator in
      let pool = Bool.random(using: &generator) ? RoundTripTests.structural : letters
      let scalar = pool[Int.random(in: 0..<pool.count, using: &generator)]
      return (scalar, Array(String(scalar).utf8))
    }
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func cp932(seed: UInt64) throws {
    // Every accepted code but those that would make PHP's quoting possible; see QuoteTests.
    let codes = try DecodeMatrix.shared.get().entries.filter {
      $0.glibc != nil && $0.code.last != 0x5C && $0.code.first != 0x1A
    }
    try check(.cp932, seed: seed) { generator in
      if Int.random(in: 0..<3, using: &generator) == 0 {
        let scalar =
          RoundTripTests.structural[
            Int.random(in: 0..<RoundTripTests.structural.count, using: &generator)]
        return (scalar, [UInt8(truncatingIfNeeded: scalar.value)])
      }
      let entry = codes[Int.random(in: 0..<codes.count, using: &generator)]
      return (entry.glibc ?? "?", entry.code)
    }
  }
}
