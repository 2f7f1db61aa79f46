import Testing

@testable import Postgres

@Suite struct QueryTests {
  @Test func aLiteralHasNoParameters() {
    let query: Query = "SELECT 1"
    #expect(query.text == "SELECT 1")
    #expect(query.parameters.isEmpty)
  }

  @Test func valuesBecomeParameters() {
    let name = "'; DROP TABLE shop; --"
    let closed: Bool? = nil
    let query: Query =
      "SELECT * FROM shop WHERE name = \(name) AND id > \(7) AND closed = \(closed)"
    #expect(query.text == "SELECT * FROM shop WHERE name = $1 AND id > $2 AND closed = $3")
    #expect(query.parameters == [.text(name), .text("7", type: 20), .null])
  }

  @Test func existentialValuesBecomeParameters() {
    let values: [any Parameter] = [1, "a"]
    let none: (any Parameter)? = nil
    let query: Query = "VALUES (\(values[0]), \(values[1]), \(none))"
    #expect(query.text == "VALUES ($1, $2, $3)")
    #expect(query.parameters == [.text("1", type: 20), .text("a"), .null])
  }

  @Test func tenthParameterHasTwoDigits() {
    let query: Query = "\(1)\(2)\(3)\(4)\(5)\(6)\(7)\(8)\(9) \(10)"
    #expect(query.text == "$1$2$3$4$5$6$7$8$9 $10")
  }

  @Test func rawTextMustBeSpeltOut() {
    let query: Query = "SELECT 1 \(unescaped: "ORDER BY 1 -- '") \(2)"
    #expect(query.text == "SELECT 1 ORDER BY 1 -- ' $1")
    #expect(query.parameters.count == 1)
  }

  @Test(arguments: [
    (["shop"], #""shop""#), (["Mall", "会員"], #""Mall"."会員""#),
    ([#"a"b"#], #""a""b""#), ([#"""#], #""""""#), ([""], #""""#),
    (["a\"\u{301}b"], "\"a\"\"\u{301}b\""),
  ])
  func identifiersAreQuoted(names: [String], expected: String) {
    let quoted = names.map { SQLQuoting.identifier($0) }.joined(separator: ".")
    #expect(quoted == expected)
    if names.count == 2 {
      let query: Query = "\(identifier: names[0], names[1])"
      #expect(query.text == expected)
    }
  }

  @Test(arguments: [
    ("", "''"), ("a", "'a'"), ("it's", "'it''s'"), (#"a\b"#, #" E'a\\b'"#),
    (#"\'"#, #" E'\\'''"#), ("由来", "'由来'"), ("\u{65}\u{301}'", "'\u{65}\u{301}'''"),
  ])
  func literalsAreQuoted(text: String, expected: String) {
    let query: Query = "\(literal: text)"
    #expect(query.text == expected)
    #expect(query.parameters.isEmpty)
  }

  @Test func textAndParametersFromAFile() {
    let query = Query(text: "SELECT $1, $2, $3", parameters: [1, nil, ["a"]])
    #expect(query.parameters == [.text("1", type: 20), .null, .text(#"{"a"}"#, type: 1009)])
  }

  @Test func printingShowsNoValues() {
    let query: Query = "SELECT \("山田太郎"), \([0x41, 0x42] as [UInt8])"
    var dumped = ""
    dump(query, to: &dumped)
    dump(query.parameters, to: &dumped)
    for text in [
      "\(query)", String(reflecting: query), dumped, "\(query.parameters)",
      String(reflecting: query.parameters),
    ] {
      #expect(!text.contains("山田"), "\(text)")
      #expect(!text.contains("65"), "\(text)")
    }
  }
}

extension QueryTests {
  @Test(arguments: [
    ("COPY a FROM STDIN", "COPY"), (" \t\r\n\u{0C}copy(x)", "COPY"), ("-- x\n--\nCoPy a", "COPY"),
    ("/**/COPY", "COPY"), ("/* COPY /* x */ -- */SELECT 1", "SELECT"), ("-- COPY", ""),
    ("/* COPY", ""), ("/*/ */COPY", "COPY"), ("", ""), ("(SELECT 1)", ""), ("-1", ""),
    ("copying", "COPYING"), ("-- x\rCOPY a", "COPY"),
  ])
  func firstKeyword(text: String, expected: String) {
    #expect(Query(text: text).firstKeyword == expected)
  }
}

@Suite struct ParameterTests {
  @Test(arguments: [
    (1 as any Parameter, "1", 20 as UInt32), (Int64.min, "-9223372036854775808", 20),
    (Int32(5), "5", 23), (Int16(-5), "-5", 21), (UInt8(200), "200", 21),
    (0.1, "0.1", 701), (Double.infinity, "inf", 701), (-Double.infinity, "-inf", 701),
    (Double.nan, "nan", 701), (Double.leastNonzeroMagnitude, "5e-324", 701), (true, "t", 16),
    (false, "f", 16),
    ("x", "x", 0), (Optional("x") as any Parameter, "x", 0),
    ([1, -2], #"{"1","-2"}"#, 1016), ([Int64(3)], #"{"3"}"#, 1016),
    ([Int32(3)], #"{"3"}"#, 1007), ([Int16(3)], #"{"3"}"#, 1005), ([1.5], #"{"1.5"}"#, 1022),
    ([true, false], #"{"t","f"}"#, 1000), ([] as [String], "{}", 1009),
    ([#"a"\,{} NULL"#, "", "NULL"], #"{"a\"\\,{} NULL","","NULL"}"#, 1009),
    ([nil, "a"] as [String?], #"{NULL,"a"}"#, 1009), ([nil, 1] as [Int?], #"{NULL,"1"}"#, 1016),
    ([nil, 1] as [UInt8?], #"{NULL,"1"}"#, 1005),
  ])
  func textForms(value: any Parameter, text: String, type: UInt32) {
    #expect(value.parameterValue.content == .text(text))
    #expect(value.parameterValue.type == type)
  }

  @Test func bytesAreBinary() {
    #expect(([0, 1, 255] as [UInt8]).parameterValue == .binary([0, 1, 255], type: 17))
    #expect((nil as [UInt8]?).parameterValue == .null)
  }

  @Test func zeroBytesAreRefused() {
    for query in ["SELECT \("a\u{0}b")", "SELECT '\u{0}'"] as [Query] {
      #expect(throws: PostgresError.self) { try EncodedParameters(query) }
      do {
        _ = try EncodedParameters(query)
      } catch {
        #expect(error.code == .usage)
      }
    }
    #expect(throws: Never.self) { try EncodedParameters("SELECT \([0] as [UInt8])") }
  }

  @Test func tooManyParametersAreRefused() throws {
    let most = [(any Parameter)?](repeating: 1, count: 65_535)
    _ = try EncodedParameters(Query(text: "", parameters: most))
    #expect(throws: PostgresError.self) {
      try EncodedParameters(Query(text: "", parameters: most + [1]))
    }
  }

  @Test func layoutForLibPQ() throws {
    let encoded = try EncodedParameters("\("ab") \(nil as String?) \([0, 9] as [UInt8]) \("")")
    encoded.withPointers { count, types, values, lengths, formats in
      #expect(count == 4)
      guard let types, let values, let lengths, let formats else {
        Issue.record("an array is missing")
        return
      }
      #expect((0..<4).map { types[$0] } == [0, 0, 17, 0])
      #expect((0..<4).map { formats[$0] } == [0, 0, 1, 0])
      #expect((0..<4).map { values[$0] == nil } == [false, true, false, false])
      #expect((0..<4).map { lengths[$0] } == [2, 0, 2, 0])
      #expect(values[0].map { String(cString: $0) } == "ab")
      #expect(values[2].map { [$0[0], $0[1]] } == [0, 9])
      #expect(values[3].map { String(cString: $0) } == "")
    }
  }
}
