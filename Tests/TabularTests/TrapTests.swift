import Testing

@testable import Tabular

/// What real exports do to a reader, by the number of the trap in the project's list.
@Suite struct TrapTests {
  @Test("1: files called Shift_JIS are CP932")
  func trap1Extensions() throws {
    #expect(try read("①,㈱,髙﨑,№℡Ⅳ\n", as: .cp932).fields == [["①", "㈱", "髙﨑", "№℡Ⅳ"]])
  }

  @Test("2: a trail byte 5C is no backslash and escapes nothing")
  func trap2TrailByte() throws {
    let reading = try read("\"テスト機構\",\"fuga\"\r\n表,ソ,能\n十予貼,表\r\n", as: .cp932)
    #expect(reading.fields == [["テスト機構", "fuga"], ["表", "ソ", "能"], ["十予貼", "表"]])
    let quoted = try read("\"機能\",\"表\"\n\"予\"\n", as: .cp932)
    #expect(quoted.fields == [["機能", "表"], ["予"]])
  }

  @Test("2: a trail byte may be the delimiter's")
  func trap2Delimiter() throws {
    let bytes = try cp932("ポ|－\n")
    #expect(bytes.filter { $0 == 0x7C }.count == 3)
    let reading = try read(bytes, as: .cp932, dialect: Dialect(delimiter: 0x7C))
    #expect(reading.fields == [["ポ", "－"]])
  }

  @Test("3: PHP fputcsv leaves quotes behind 能 and behind a backslash as they are")
  func trap3UndoubledQuotes() throws {
    for encoding in [TextEncoding.cp932, .utf8] {
      #expect(
        try read("1,\"機能\"強化\"\"\",x\n2,y\n", as: encoding).fields
          == [["1", "機能\"強化\"", "x"], ["2", "y"]])
      #expect(
        try read("1,\"say \\\"hi\\\"\"\n2,\"y\"\n", as: encoding).fields
          == [["1", "say \\\"hi\\\""], ["2", "y"]])
    }
  }

  @Test("4: wave dash and its kin decode as Windows has them")
  func trap4WaveDash() throws {
    let bytes: [UInt8] = [
      0x81, 0x60, 0x81, 0x61, 0x81, 0x7C, 0x81, 0x91, 0x81, 0x92, 0x81, 0xCA, 0x81, 0x5C, 0x5C,
      0x7E, 0x0A,
    ]
    #expect(try read(bytes, as: .cp932).fields == [["～∥－￠￡￢―\\~"]])
  }

  @Test("6: a byte order mark is not part of the first header")
  func trap6ByteOrderMark() throws {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let reading = try read(mark + Array("a,b\n\u{FEFF}1,2\n".utf8))
    #expect(reading.fields == [["a", "b"], ["\u{FEFF}1", "2"]])
    #expect(try read(mark + Array("\"a\",b\n".utf8)).rows.first?.quoted == [true, false])
    #expect(try read(mark).rows.isEmpty)
  }

  @Test("7: line ends of all kinds in one file, and inside quotes")
  func trap7LineEnds() throws {
    let reading = try read("a,b\r\nc,d\ne,f\rg,\"x\ny\r\nz\rw\"\r\nh,i")
    #expect(
      reading.fields == [
        ["a", "b"], ["c", "d"], ["e", "f"], ["g", "x\ny\r\nz\rw"], ["h", "i"],
      ])
    #expect(reading.lines == [1, 2, 3, 4, 8])
    #expect(try read("a\rb\r\rc\r").lines == [1, 2, 4])
  }

  @Test("7: Ctrl-Z at the end is not a row, elsewhere it is data")
  func trap7ControlZ() throws {
    #expect(try read("a,b\r\n\u{1A}").fields == [["a", "b"]])
    #expect(try read("a,b\u{1A}\u{1A}").fields == [["a", "b"]])
    #expect(try read("a,\u{1A}\r\n").fields == [["a", "\u{1A}"]])
    #expect(try read("\u{1A}").rows.isEmpty)
  }

  @Test("8, 9: zeros, long numbers and exponents stay as written")
  func trap8and9Numbers() throws {
    let row = ["0600001", "0123", "00:05", "2.74555E+20", "274555201706150823997264", "-99999"]
    #expect(try read(row.joined(separator: ",") + "\n").fields == [row])
  }

  @Test(
    "10: cells written for a spreadsheet",
    arguments: [
      ("=\"0123\"", "0123"), ("\"=\"\"0123\"\"\"", "0123"), ("=\"\"", ""),
      ("=\"a\"\"b\"", "a\"b"), ("=\"a\"&\"b\"", "=\"a\"&\"b\""), ("=\"", "=\""), ("=0123", "=0123"),
      ("='0123'", "='0123'"), ("'0123", "'0123"), ("=\"a", "=\"a"), ("=\"a\"\"", "=\"a\"\""),
    ])
  func trap10Formula(cell: String, value: String) throws {
    #expect(try read("x,\(cell),y\n\(cell)").fields == [["x", value, "y"], [value]])
  }

  @Test("10: the number after it is found again")
  func trap10Header() throws {
    let reading = try read("=\"受注番号\",=\"電話\"\n=\"1\",=\"090\"\n", as: .cp932)
    #expect(reading.fields == [["受注番号", "電話"], ["1", "090"]])
    #expect(reading.rows[0].quoted == [true, true])
  }

  @Test("13: duplicate headers are both there")
  func trap13DuplicateHeaders() throws {
    let header = try read(try fixture("eccube_order.txt")).fields[0]
    #expect(header.count == 70)
    #expect(header.indices.filter { header[$0] == "送料" } == [23, 65])
  }

  @Test("14: ragged rows, trailing delimiters and blank lines")
  func trap14Ragged() throws {
    let reading = try read("\r\na,b,c\n\n1,2\n1,2,3,\r\n\r\n,,\n \n\n")
    #expect(
      reading.fields == [["a", "b", "c"], ["1", "2"], ["1", "2", "3", ""], ["", "", ""], [" "]])
    #expect(reading.lines == [2, 4, 5, 7, 8])
    #expect(reading.blankLines == 4)
  }

  @Test("14: an empty quoted field alone is a row; a lone \\. is one too")
  func trap14SmallestRows() throws {
    let reading = try read("\"\"\n\\.\na\n\"\"")
    #expect(reading.fields == [[""], ["\\."], ["a"], [""]])
    #expect(reading.rows.map { $0.quoted[0] } == [true, false, false, true])
  }

  @Test("16: equal rows are all kept")
  func trap16EqualRows() throws {
    let reading = try read("A1,棒茶,1\nA1,棒茶,1\nA1,棒茶,1\n")
    #expect(reading.rows.count == 3)
    #expect(reading.lines == [1, 2, 3])
  }

  @Test("23: another encoding in the middle is damage in its field, not the end of reading")
  func trap23MixedEncodings() throws {
    let bytes = Array("1,東京\n2,".utf8) + (try cp932("大阪")) + Array(",x\n3,京都\n".utf8)
    let reading = try read(bytes)
    #expect(reading.rows.map(\.damage) == [nil, Damage(byteOffset: 11, field: 1), nil])
    #expect(reading.fields[1][2] == "x")
    #expect(reading.fields[2] == ["3", "京都"])
  }

  @Test("24: the first Japanese character may come after an ASCII header and a million rows")
  func trap24WholeFile() throws {
    let ascii = try fixture("yahoo_order.txt") + Array(repeating: 0x61, count: 700_000)
    for (tail, kind) in [
      ([], FileKind.text(.utf8, byteOrderMark: false)),
      (Array("神奈川".utf8), .text(.utf8, byteOrderMark: false)),
      (try cp932("神奈川"), .text(.cp932, byteOrderMark: false)),
    ] {
      #expect(try probe(ascii + tail) == kind)
    }
  }

  @Test("25: nothing is normalised")
  func trap25NoNormalisation() throws {
    let row = ["〜−～－―", "髙高﨑崎", "㈱①ﾔﾏﾀﾞ", "が か\u{3099}", "１２３ 123"]
    #expect(try read(row.joined(separator: ",")).fields == [row])
    #expect(try read("ﾔﾏﾀﾞ,㈱①,髙", as: .cp932).fields == [["ﾔﾏﾀﾞ", "㈱①", "髙"]])
  }
}
