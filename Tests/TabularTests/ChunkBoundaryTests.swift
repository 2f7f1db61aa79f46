import Testing

@testable import Tabular

/// A boundary between two reads may fall anywhere and must never be seen.
@Suite struct ChunkBoundaryTests {
  struct Sample: CustomTestStringConvertible {
    var testDescription: String
    var bytes: [UInt8]
    var encoding = TextEncoding.utf8
    var dialect = Dialect.csv
  }

  private static func samples() throws -> [Sample] {
    let texts = [
      "a,b\r\nc,d\r\n", "a,b\rc,d\r\re", "\r\n\r\n\ra\n\n", "\"a\r\nb\",\"\"\"\"\r\n\"\",\r\n",
      "\"x\ny\r\nz\rw\",1\r\n2,3", "=\"0123\",\"=\"\"0123\"\"\"\r\n", "1,\"機能\"強化\"\"\",x\r\n",
      "\"x\\\"\",\"y\"\r\n1\r\n", "\"\"\"高機能\"\",\n他\",z\r\n1", "\"機能\"\"\r\n1,\"2\"\r\n",
      "東京都千代田区,髙橋,ﾔﾏﾀﾞ\r\n大阪,\"北\r\n区\",\r\n", "a,\u{1A}\r\n\u{1A}\u{1A}", "\"a\"", "\"a",
      "a,\"b\"\"", "\"a\"\r", "a\r", "\"\"", ",", "\n", "",
      "abcdefgh,ijklmnop\r\nabcdefg,\"hijklmn\"\r\n",
    ]
    var samples: [Sample] = []
    for (index, text) in texts.enumerated() {
      samples.append(Sample(testDescription: "text \(index)", bytes: Array(text.utf8)))
      samples.append(
        Sample(testDescription: "cp932 \(index)", bytes: try cp932(text), encoding: .cp932))
    }
    samples.append(
      Sample(
        testDescription: "mark", bytes: [0xEF, 0xBB, 0xBF] + Array("\"𠮷\",é\r\n".utf8)))
    samples.append(Sample(testDescription: "half a mark", bytes: [0xEF, 0xBB]))
    samples.append(
      Sample(
        testDescription: "broken",
        bytes: Array("東,".utf8) + [
          0xE3, 0x81, 0x2C, 0xF0, 0x9F, 0x98, 0x0D, 0x0A, 0xFF, 0xED, 0xA0,
        ]))
    samples.append(
      Sample(
        testDescription: "broken cp932",
        bytes: [
          0xA0, 0x2C, 0x95, 0x22, 0x0D, 0x0A, 0x85, 0x9F, 0x2C, 0xF0, 0x40, 0x0A, 0x41, 0x95,
        ],
        encoding: .cp932))
    samples.append(
      Sample(testDescription: "tabs", bytes: Array("\"a\tb\"\t\tc\r\n".utf8), dialect: .tsv))
    for name in ["eccube_order.txt", "yahoo_order.txt"] {
      samples.append(Sample(testDescription: name, bytes: try fixture(name)))
    }
    return samples
  }

  @Test(arguments: try samples())
  func anyReadSize(sample: Sample) throws {
    let whole = try read(sample.bytes, as: sample.encoding, dialect: sample.dialect)
    for size in [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17] {
      let pieces = try read(
        sample.bytes, as: sample.encoding, dialect: sample.dialect, size: size)
      #expect(pieces == whole, "reads of \(size) bytes")
    }
  }

  @Test("the whole decode matrix, as a file")
  func matrixFile() throws {
    let bytes = try fixture("sjis_decode_matrix.tsv")
    let whole = try read(bytes, dialect: .tsv)
    #expect(whole.rows.count == 11_439)
    #expect(whole.rows.allSatisfy { $0.fields.count == 7 })
    #expect(whole.lines.elementsEqual(1...11_439))
    let isSame = try read(bytes, dialect: .tsv, size: 61) == whole
    #expect(isSame)
  }

  @Test("records longer than a read, up to the limit")
  func longRecords() throws {
    let field = String(repeating: "東京都,", count: 90_000)
    let text = "1,\"\(field)\"\r\n2,\"\(field)\"\r\n3,x\r\n"
    for encoding in [TextEncoding.utf8, .cp932] {
      let reading = try read(text, as: encoding)
      #expect(reading.fields == [["1", field], ["2", field], ["3", "x"]])
    }
  }
}
