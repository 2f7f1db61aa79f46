import Testing

@testable import Tabular

@Suite struct QuoteTests {
  @Test(
    "RFC 4180",
    arguments: [
      ("\"a\",b", ["a", "b"]), ("\"a,b\",c", ["a,b", "c"]), ("\"\"\"\"", ["\""]),
      ("\"a\"\"b\"", ["a\"b"]), ("\"\",\"\"", ["", ""]), ("\"\"\"\",\"\"\"\"", ["\"", "\""]),
      ("\"He said \"\"hi\"\", then left\",x", ["He said \"hi\", then left", "x"]),
      ("\"C:\\\",next", ["C:\\", "next"]), ("\"a,\",\",b\"", ["a,", ",b"]),
    ])
  func standard(line: String, fields: [String]) throws {
    for ending in ["", "\n", "\r", "\r\n"] {
      #expect(try read(line + ending).fields == [fields])
    }
  }

  @Test(
    "beyond RFC 4180",
    arguments: [
      ("5\" pipe,b", ["5\" pipe", "b"]), ("a\"\"b,c", ["a\"\"b", "c"]),
      ("\"a\"b\",c", ["a\"b", "c"]), (" \"a\",b", [" \"a\"", "b"]),
      ("\"a \"b\" c\",d", ["a \"b\" c", "d"]), ("a\"", ["a\""]),
    ])
  func lenient(line: String, fields: [String]) throws {
    for ending in ["", "\n", "\r", "\r\n"] {
      #expect(try read(line + ending).fields == [fields])
    }
  }

  @Test("two quotes behind a backslash or 能: what follows decides whether they close")
  func undoubledAtTheEnd() throws {
    // PHP wrote: the next field opens with a quote, or nothing is quoted any more.
    #expect(try read("\"x\\\"\",\"y\"\n1\n").fields == [["x\\\"", "y"], ["1"]])
    #expect(try read("\"機能\"\",z\n1,2\n", as: .cp932).fields == [["機能\"", "z"], ["1", "2"]])
    #expect(try read("\"機能\"\"\r\n1,\"2\"\n").fields == [["機能\""], ["1", "2"]])
    #expect(try read("\"x\\\"\"").fields == [["x\\\""]])
    #expect(try read("\"x\\\"\",\"\",\"a\"\n").fields == [["x\\\"", "", "a"]])
    // RFC 4180 writers: the field closes later, on this line or on another.
    #expect(
      try read("\"{\"\"k\"\":\"\"a\\\"\", b\"\"}\",z").fields == [["{\"k\":\"a\\\", b\"}", "z"]])
    #expect(try read("\"\"\"高機能\"\",\n他\",z\n1").fields == [["\"高機能\",\n他", "z"], ["1"]])
    #expect(try read("\"「\"\"高性能\"\"\n」\",z\n1").fields == [["「\"高性能\"\n」", "z"], ["1"]])
  }

  @Test("the look-ahead ends at the record limit")
  func lookAheadIsBounded() throws {
    let rows = String(repeating: "1,2,3\n", count: 100)
    let reading = try read("\"機能\"\"\n" + rows, limits: Limits(maxRecordBytes: 60), size: 7)
    #expect(reading.error == nil)
    #expect(reading.rows.count == 101)
  }

  @Test("the look-ahead goes over many reads, and to the end of the file")
  func longLookAhead() throws {
    let rows = String(repeating: "1,2,3\n", count: 50_000)
    let reading = try read("\"機能\"\"\n" + rows)
    #expect(reading.error == nil)
    #expect(reading.rows.count == 50_001)
  }

  @Test(
    "a quote that was none takes in other records, and that is seen",
    arguments: [
      ("1,\"new\" towel,x\n2,b,y\n3,\"L\",z\n4,d,w\n", [true, false]),
      ("1,\"new\" towel,x\r\n3,\"L\",z\r\n", [true]), ("1,\"new\" towel,x\r3,\"L\",z\r", [true]),
      // A note of two lines whose inner quotes are not doubled, with commas, but not a record's.
      ("1,\"about 5\" wide, blue\nand long\",z\n4,d,w\n", [false, false]),
      // Doubled as they should be; and PHP's, behind a backslash.
      ("1,\"a \"\"b\"\" c,\n,,,\",z\n", [false]), ("1,\"a\\\"b,,,\n,,,\",z\n", [false]),
      // On one line nothing is taken in.
      ("1,\"new\" towel, x, y, \",z\n4,d,w\n", [false, false]),
    ])
  func runaway(text: String, expected: [Bool]) throws {
    for size in [1, 3, 7, 4096] {
      let found = try runaways(text, size: size)
      #expect(found == expected, "\(text.debugDescription) in pieces of \(size)")
    }
  }

  @Test("without a quote character quotes are data, as in Amazon's reports")
  func unquotedDialect() throws {
    let text = "\"Webcam 1/2\" Sensor\t\"a\n\"\tb\"\n"
    #expect(
      try read(text, dialect: .tsv).fields == [["\"Webcam 1/2\" Sensor", "\"a"], ["\"", "b\""]])
    #expect(
      try read("\"a\tb\"\tc,d\n", dialect: .quotedTSV).fields == [["a\tb", "c,d"]])
    #expect(try read("\t\ta\t\n", dialect: .tsv).fields == [["", "", "a", ""]])
  }

  @Test("the characters with a trail byte 5C are those of the decoder")
  func backslashTrail() throws {
    let expected = try DecodeMatrix.shared.get().entries.filter {
      $0.code.count == 2 && $0.code[1] == 0x5C && $0.postgres != nil
    }
    #expect(
      Set(BackslashTrail.characters.unicodeScalars) == Set(expected.compactMap(\.postgres)))
    #expect(BackslashTrail.packed.count == Set(expected.compactMap(\.postgres)).count)
  }

  @Test("control characters other than line ends are data")
  func controlCharacters() throws {
    let all = String((1...31).filter { $0 != 10 && $0 != 13 }.map { Character(Unicode.Scalar($0)) })
    #expect(try read("\(all),\"\(all)\"\n").fields == [[all, all]])
  }
}
