import Ledger
import Testing

@testable import Bundle

struct TextTests {
  private func json(_ text: String) -> JSONValue? { try? JSONReader.read(Array(text.utf8)) }

  @Test(
    arguments: [
      ("null", .null), (" true ", .bool(true)), ("0", .integer(0)), ("-7", .integer(-7)),
      ("9223372036854775807", .integer(.max)),
      ("9223372036854775808", .decimal(9.223372036854775808e18)),
      ("0.95", .decimal(0.95)), ("1e-3", .decimal(0.001)), ("2.0", .decimal(2)),
      (#""a\"\\\/\b\f\n\r\té\u00e9\ud83d\ude00""#, .string("a\"\\/\u{8}\u{c}\n\r\té\u{e9}😀")),
      ("[]", .array([])), ("[1, [2]]", .array([.integer(1), .array([.integer(2)])])),
      ("{}", .object([])),
      (
        #"{"b" : 1, "a":null}"#,
        .object([
          JSONValue.Member(name: "b", value: .integer(1)),
          JSONValue.Member(name: "a", value: .null),
        ])
      ),
    ] as [(String, JSONValue)])
  func jsonIsRead(text: String, value: JSONValue) { #expect(json(text) == value) }

  @Test(arguments: [
    "", " ", "nul", "tru", "01", "+1", "-", "1.", ".5", "1e", "1e999", "NaN", "'a'", "\"a",
    "\"\n\"",
    #""\x""#, #""\u12""#, #""\ud800""#, #""\ud800A""#, #""\udc00""#, "[1,]", "[1 2]", "[", "{",
    "{1:2}",
    #"{"a":1,}"#, #"{"a" 1}"#, #"{"a":1,"a":2}"#, "1 2", "[1]]", "// x\n1", "\u{feff}1",
  ])
  func otherTextIsNoJSON(text: String) { #expect(json(text) == nil) }

  @Test func jsonHasItsLimits() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(json(nested(JSONReader.maximumDepth)) != nil)
    #expect(json(nested(JSONReader.maximumDepth + 2)) == nil)
    #expect(json(nested(1_000_000)) == nil)
    #expect((try? JSONReader.read([0x22, 0xFF, 0x22])) == nil)
  }

  /// Whatever is cut or bent, it is read or refused.
  @Test func bentTextNeverCrashes() {
    let json = Array(#"{"a": [1, -2.5e3, "é\ud83d\ude00", true, null], "b": {"c": "\\\""}}"#.utf8)
    let csv = Array("a,\"b \"\"c\"\"\",d\ne,\"f\n\",\n".utf8)
    for place in json.indices {
      _ = try? JSONReader.read(json.prefix(place))
      for bit in 0..<8 {
        var bent = json
        bent[place] ^= 1 << UInt8(bit)
        _ = try? JSONReader.read(bent)
      }
    }
    for place in csv.indices {
      for bit in 0..<8 {
        var bent = csv
        bent[place] ^= 1 << UInt8(bit)
        var reader = CSVReader(bent)
        while let row = try? reader.next() { #expect(!row.isEmpty) }
      }
    }
  }

  private func rows(_ text: String) throws -> [[String]] {
    var reader = CSVReader(Array(text.utf8))
    var rows: [[String]] = []
    while let row = try reader.next() { rows.append(row) }
    return rows
  }

  @Test func csvIsRead() throws {
    #expect(try rows("") == [])
    #expect(try rows("a,b\n,\n") == [["a", "b"], ["", ""]])
    #expect(try rows("\"a,\"\"b\"\"\n\",c\n") == [["a,\"b\"\n", "c"]])
    for text in ["a", "a,b", "\"a\n", "\"a\"b\n", "a\"b\n", "a\r\n", "\"a\""] {
      #expect(throws: CSVReader.Malformed.self, "\(text)") { try rows(text) }
    }
  }

  @Test func linesHaveEnds() {
    #expect(Lines.of([])?.count == 0)
    #expect(Lines.of(Array("a\n\nb\n".utf8))?.map { Array($0) } == [[97], [], [98]])
    #expect(Lines.of(Array("a\nb".utf8)) == nil)
  }

  @Test func countsAreWrittenInOneWay() {
    #expect("0".decimalCount == 0 && "120".decimalCount == 120)
    for text in ["", "-1", "+1", "01", "1 ", "9007199254740993", "٣", "1e3"] {
      #expect(text.decimalCount == nil, "\(text)")
    }
  }

  @Test func namesLeadNowhereElse() {
    for name in ["manifest", "rules/a-b_c.sql", "a/b/c"] { #expect(Manifest.isName(name)) }
    for name in ["", "/etc/passwd", "../a", "a/../b", "a//b", "a/", ".hidden", "a b", "é", "a\\b"] {
      #expect(!Manifest.isName(name), "\(name)")
    }
  }

  @Test func timesAreThoseOfTheCalendar() {
    #expect(UTCTime.text(0) == "1970-01-01T00:00:00Z")
    #expect(UTCTime.text(951_782_400) == "2000-02-29T00:00:00Z")
    #expect(UTCTime.text(1_795_750_000) == "2026-11-27T03:26:40Z")
    #expect(UTCTime.text(253_402_300_799) == "9999-12-31T23:59:59Z")
    #expect(UTCTime.text(-1) == "-1" && UTCTime.text(.max) == "\(Int64.max)")
  }

  @Test func bentTimestampsNeverCrash() {
    let answer = World.timestamp([1, 2, 3])
    #expect(TimestampResponse(answer)?.time == "20261127030500Z")
    for place in answer.indices {
      _ = TimestampResponse(Array(answer.prefix(place)))
      for bit in 0..<8 {
        var bent = answer
        bent[place] ^= 1 << UInt8(bit)
        _ = TimestampResponse(bent)
      }
    }
    #expect(TimestampResponse([0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF]) == nil)
  }

  @Test(
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("2006-05-03T00:05:00+09:00", 1_146_582_300),
      ("2006-05-02T12:05:00-03:00", 1_146_582_300),
      ("2006-05-03T00:05:00.999999+09:00", 1_146_582_300),
      ("1969-12-31T23:59:59+00:00", -1), ("2000-02-29T23:59:59Z", 951_868_799),
      ("1900-03-01T00:00:00Z", -2_203_891_200), ("2017-12-31T23:30:00-02:00", 1_514_770_200),
    ])
  func timesAreRead(text: String, seconds: Int64) {
    #expect(UTCTime.seconds(text) == seconds)
    if text.hasSuffix("Z"), seconds >= 0 { #expect(UTCTime.text(seconds) == text) }
  }

  @Test(arguments: [
    "", "2006-05-03", "2006-05-03T00:05:00", "2006-05-03 00:05:00Z", "2006-13-03T00:05:00Z",
    "2006-05-03T24:05:00Z", "2006-05-03T00:05:00+0900", "2006-05-03T00:05:00ZZ",
    "2006-05-03T00:05Z",
    "2006-05-03T00:05:00+09:00x",
  ])
  func otherTextIsNoTime(text: String) { #expect(UTCTime.seconds(text) == nil) }
}
