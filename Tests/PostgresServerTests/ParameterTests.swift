import Postgres
import Testing

extension ServerTests {
  @Suite struct Parameters {
    /// What a parameter comes back as, and the type the server saw.
    private func echo(_ value: some Parameter) throws -> [String?] {
      var connection = try ServerTests.server().connect()
      let rows = try connection.rows("SELECT v, pg_typeof(v) FROM (SELECT \(value)) AS _ (v)")
      return [try rows[0, 0], try rows[0, 1]]
    }

    @Test func scalars() throws {
      #expect(try echo(42) == ["42", "bigint"])
      #expect(try echo(Int64.min) == ["-9223372036854775808", "bigint"])
      #expect(try echo(Int32.max) == ["2147483647", "integer"])
      #expect(try echo(Int16(-1)) == ["-1", "smallint"])
      #expect(try echo(UInt8(255)) == ["255", "smallint"])
      #expect(try echo(true) == ["t", "boolean"])
      #expect(try echo("由来 'x' \\ \"y\" 👨‍👩‍👧") == ["由来 'x' \\ \"y\" 👨‍👩‍👧", "text"])
      #expect(try echo("") == ["", "text"])
      #expect(try echo([0, 255, 92, 39] as [UInt8]) == ["\\x00ff5c27", "bytea"])
      #expect(try echo([] as [UInt8]) == ["\\x", "bytea"])
    }

    @Test func nullOfEveryType() throws {
      #expect(try echo(nil as Int?) == [nil, "text"])
      var connection = try ServerTests.server().connect()
      let nothing: (any Parameter)? = nil
      let rows = try connection.rows(
        "SELECT \(nil as Int?)::bigint IS NULL, \(nil as [UInt8]?)::bytea IS NULL, \(nothing)::text IS NULL"
      )
      #expect(try (0..<3).map { try rows.value(0, $0, as: Bool.self) } == [true, true, true])
    }

    @Test(arguments: [
      0.0, -0.0, 0.1, 1e308, .leastNonzeroMagnitude, .greatestFiniteMagnitude, .infinity,
      -.infinity, .pi,
    ])
    func doublesComeBackTheSame(value: Double) throws {
      var connection = try ServerTests.server().connect()
      let back = try connection.value("SELECT \(value)", as: Double.self)
      #expect(back.bitPattern == value.bitPattern)
    }

    @Test func notANumber() throws {
      var connection = try ServerTests.server().connect()
      #expect(try connection.value("SELECT \(Double.nan)", as: Double.self).isNaN)
    }

    @Test func arraysComeBackTheSame() throws {
      var connection = try ServerTests.server().connect()
      let texts = ["", "NULL", "a,b", "{}", #"\"#, #"""#, "由来\n", " "]
      #expect(try connection.value("SELECT \(texts)", as: [String].self) == texts)
      #expect(try connection.value("SELECT \([] as [String])", as: [String].self) == [])
      let holes: [Int64?] = [1, nil, .min, .max]
      #expect(try connection.value("SELECT \(holes)", as: [Int64?].self) == holes)
      #expect(try connection.value("SELECT \([1.5, -2])", as: [Double].self) == [1.5, -2])
      #expect(try connection.value("SELECT \([true, false])", as: [Bool].self) == [true, false])
      #expect(try connection.value("SELECT \([Int32(7)])", as: [Int32].self) == [7])
      #expect(try connection.value("SELECT \([Int16(7)])", as: [Int16].self) == [7])
      #expect(
        try connection.value("SELECT count(*) FROM unnest(\([1, 2, 3])) AS n", as: Int.self) == 3)
      #expect(try connection.value("SELECT 5 = ANY(\([4, 5]))", as: Bool.self))
    }

    @Test(arguments: ["hex", "escape"])
    func bytesComeBackTheSame(format: String) throws {
      var connection = try ServerTests.server().connect()
      try connection.execute("SET bytea_output = \(literal: format)")
      let bytes = (0...255).map { UInt8($0) } + Array(#"\\000"#.utf8)
      #expect(try connection.value("SELECT \(bytes)", as: [UInt8].self) == bytes)
    }

    /// A String is sent without a type, so it takes the one its place wants.
    @Test func stringsTakeTheirPlacesType() throws {
      var connection = try ServerTests.server().connect()
      try connection.run(
        script: "CREATE TEMP TABLE place (d date, u uuid, j jsonb, n numeric, t timestamptz)")
      try connection.execute(
        """
        INSERT INTO place VALUES (\("2026-11-22"), \("00112233-4455-6677-8899-aabbccddeeff"),
          \(#"{"a": 1}"#), \("12.50"), \("2026-11-22 00:00:00+09"))
        """)
      #expect(try connection.value("SELECT j->>'a' FROM place WHERE d = \("2026-11-22")") == "1")
    }

    @Test(arguments: [
      "'; DROP TABLE x; --", "$1", "\\'; SELECT 1", "it's", "E'\\n'", "\u{2019}", "％ｓ",
    ])
    func quotingHolds(text: String) throws {
      var connection = try ServerTests.server().connect()
      for setting in ["on", "off"] {
        try connection.execute("SET standard_conforming_strings = \(literal: setting)")
        #expect(try connection.value("SELECT \(literal: text)", as: String.self) == text)
        #expect(try connection.value("SELECT \(text)::text", as: String.self) == text)
        let rows = try connection.rows("SELECT 1 AS \(identifier: text)")
        #expect(rows.columnNames == [text])
      }
    }

    @Test func allParametersTheProtocolAllows() throws {
      var connection = try ServerTests.server().connect()
      let list = (1...65_535).map { "($\($0)::int)" }.joined(separator: ",")
      let sum = try connection.value(
        Query(
          text: "SELECT sum(n) FROM (VALUES \(list)) AS v (n)",
          parameters: [(any Parameter)?](repeating: 1, count: 65_535)), as: Int.self)
      #expect(sum == 65_535)
    }
  }
}
