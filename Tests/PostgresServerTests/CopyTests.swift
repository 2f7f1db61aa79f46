import Postgres
import Testing

extension ServerTests {
  @Suite struct Copy {
    struct Stop: Error {}

    private func connection() throws -> Connection {
      var connection = try ServerTests.server().connect()
      try connection.run(
        script: "CREATE TEMP TABLE c (id bigint, n int, name text, CHECK (n <> 13))")
      return connection
    }

    private func count(_ connection: inout Connection) throws -> Int {
      try connection.value("SELECT count(*) FROM c")
    }

    @Test func textInAndOut() throws {
      var connection = try connection()
      let copied = try connection.copyIn("COPY c FROM STDIN") { copy in
        try copy.write("1\t2\t由来\n")
        try copy.write("2\t\\N\t")
        try copy.write(Array("a b\n".utf8).span)
        var buffer = TextCopyBuffer()
        buffer.append(int: -3)
        buffer.append(text: "4")
        buffer.append(text: "tab\t, line\n, \\N")
        buffer.endRow()
        try copy.write(&buffer)
        #expect(buffer.count == 0)
      }
      #expect(copied == 3)
      #expect(
        try connection.rows("SELECT name FROM c ORDER BY id").map { try $0[0] }
          == ["tab\t, line\n, \\N", "由来", "a b"])
      var lines: [String] = []
      let sent = try connection.copyOut("COPY (SELECT * FROM c ORDER BY id) TO STDOUT (FORMAT csv)")
      {
        lines.append(String(decoding: $0, as: UTF8.self))
      }
      #expect(sent == 3)
      #expect(lines == ["-3,4,\"tab\t, line\n, \\N\"\n", "1,2,由来\n", "2,,a b\n"])
    }

    @Test func binaryOfEveryType() throws {
      var connection = try connection()
      try connection.run(
        script: """
          CREATE TEMP TABLE every (a smallint, b integer, c bigint, d float8, e boolean, f text,
            g bytea, h timestamptz, i timestamptz, j uuid, k date, l jsonb, m text);
          SET TimeZone = 'UTC'
          """)
      let json = Array(#"{"k": "由来"}"#.utf8)
      let bytes: [UInt8] = [0, 255]
      try connection.copyIn("COPY every FROM STDIN (FORMAT binary)") { copy in
        var buffer = BinaryCopyBuffer()
        buffer.append(row: 13)
        buffer.append(int16: -2)
        buffer.append(int32: .min)
        buffer.append(int64: .max)
        buffer.append(float8: 0.1)
        buffer.append(bool: true)
        buffer.append(text: "由来")
        buffer.append(bytes: bytes.span)
        buffer.append(timestamptz: 1)
        buffer.append(timestamptzUnix: 0)
        buffer.append(uuid: 0x0011_2233_4455_6677_8899_AABB_CCDD_EEFF)
        buffer.append(date: 366)
        buffer.append(jsonb: json.span)
        buffer.append(text: "")
        buffer.append(row: 13)
        for _ in 0..<13 { buffer.appendNull() }
        buffer.appendTrailer()
        try copy.write(&buffer)
      }
      let rows = try connection.rows("SELECT * FROM every")
      #expect(
        try (0..<13).map { try rows[0, $0] }
          == [
            "-2", "-2147483648", "9223372036854775807", "0.1", "t", "由来", "\\x00ff",
            "2000-01-01 00:00:00.000001+00", "1970-01-01 00:00:00+00",
            "00112233-4455-6677-8899-aabbccddeeff", "2001-01-01", "{\"k\": \"由来\"}", "",
          ])
      #expect(try (0..<13).allSatisfy { try rows[1, $0] == nil })
    }

    /// What the server writes in binary is what the buffer writes.
    @Test func binaryOutEqualsBinaryIn() throws {
      var connection = try connection()
      var buffer = BinaryCopyBuffer()
      for id in 0..<1000 as Range<Int64> {
        buffer.append(row: 3)
        buffer.append(int64: id)
        buffer.append(int32: id % 3 == 0 ? nil : Int32(id) + 100)
        buffer.append(text: "顧客 \(id)")
      }
      buffer.appendTrailer()
      let expected = buffer.bytes
      try connection.copyIn("COPY c FROM STDIN (FORMAT binary)") { copy in
        // Split anywhere, the server puts it together.
        var start = 0
        for size in [1, 18, 1, 7, 64, 4096] {
          try copy.write(expected.span.extracting(start..<start + size))
          try copy.flush()
          start += size
        }
        try expected[start...].withUnsafeBytes { try copy.write($0) }
      }
      var bytes: [UInt8] = []
      let count = try connection.copyOut("COPY (TABLE c ORDER BY id) TO STDOUT (FORMAT binary)") {
        bytes.append(contentsOf: $0)
      }
      #expect(count == 1000)
      #expect(bytes == expected)
    }

    @Test func piecesLargerThanTheBuffers() throws {
      var connection = try connection()
      let name = String(repeating: "由", count: 9_000_000)
      try connection.copyIn("COPY c FROM STDIN (FORMAT binary)") { copy in
        var buffer = BinaryCopyBuffer()
        buffer.append(row: 3)
        buffer.append(int64: 1)
        buffer.append(int32: 1)
        buffer.append(text: name)
        buffer.appendTrailer()
        try copy.write(&buffer, whenOver: CopyIn.pieceSize)
        #expect(buffer.count == 0)
      }
      #expect(try connection.value("SELECT length(name) FROM c", as: Int.self) == 9_000_000)
    }

    @Test func emptyCopies() throws {
      var connection = try connection()
      #expect(try connection.copyIn("COPY c FROM STDIN") { _ in } == 0)
      #expect(try connection.copyOut("COPY c TO STDOUT") { _ in Issue.record("a row") } == 0)
    }

    /// The row was sent, maybe received; it must not stay.
    @Test func theBodysErrorGivesItUp() throws {
      var connection = try connection()
      #expect(throws: Stop.self) {
        try connection.copyIn("COPY c FROM STDIN") { copy in
          try copy.write("1\t2\tx\n")
          try copy.flush()
          throw Stop()
        }
      }
      #expect(try count(&connection) == 0)
    }

    @Test(arguments: [
      ("1\tx\tname", SQLState.invalidTextRepresentation), ("1", .badCopyFileFormat),
      ("1\t13\t山田", .checkViolation), ("1\t1\t\\377", .characterNotInRepertoire),
    ])
    func badDataLeavesTheConnectionUsable(line: String, state: SQLState) throws {
      var connection = try connection()
      do {
        try connection.copyIn("COPY c FROM STDIN") { copy in
          try copy.write("1\t2\tgood\n\(line)\n")
          // Much more than the socket's and the server's buffers hold.
          for _ in 0..<20_000 { try copy.write("1\t2\ta row after the bad one\n") }
        }
        Issue.record("copied")
      } catch let error as PostgresError {
        #expect(error.sqlState == state)
        #expect(!error.description.contains("山田"))
      }
      #expect(try count(&connection) == 0)
    }

    @Test func brokenBinaryIsRefused() throws {
      var connection = try connection()
      do {
        try connection.copyIn("COPY c FROM STDIN (FORMAT binary)") { copy in
          var buffer = BinaryCopyBuffer()
          buffer.append(row: 3)
          buffer.append(int32: 1)  // the column is a bigint
          buffer.append(int32: 1)
          buffer.append(text: "x")
          buffer.appendTrailer()
          try copy.write(&buffer)
        }
        Issue.record("copied")
      } catch let error as PostgresError {
        #expect(error.sqlState?.classCode == "22" || error.sqlState == .init(rawValue: "08P01"))
      }
      #expect(try count(&connection) == 0)
    }

    @Test func theBodysErrorEndsCopyOut() throws {
      var connection = try connection()
      var seen = 0
      #expect(throws: Stop.self) {
        try connection.copyOut("COPY (SELECT generate_series(1, 10000)) TO STDOUT") { _ in
          seen += 1
          if seen == 2 { throw Stop() }
        }
      }
      #expect(seen == 2)
      #expect(try count(&connection) == 0)
    }

    @Test func copyOutFailsHalfway() throws {
      var connection = try connection()
      do {
        try connection.copyOut(
          "COPY (SELECT 1 / (5000 - n) FROM generate_series(1, 9999) AS n) TO STDOUT"
        ) { _ in }
        Issue.record("copied")
      } catch let error as PostgresError {
        #expect(error.sqlState == .divisionByZero)
      }
      #expect(try count(&connection) == 0)
    }

    @Test(arguments: ["SELECT 1", "COPY c TO STDOUT", "COPY c TO STDOUT (FORMAT binary)", ""])
    func notACopyIn(statement: String) throws {
      var connection = try connection()
      do {
        try connection.copyIn(Query(text: statement)) { _ in Issue.record("called") }
        Issue.record("copied")
      } catch let error as PostgresError {
        #expect(error.code == .unexpectedResult)
      }
      #expect(try count(&connection) == 0)
    }

    @Test(arguments: ["SELECT 1", "COPY c FROM STDIN", "COPY c FROM STDIN (FORMAT binary)"])
    func notACopyOut(statement: String) throws {
      var connection = try connection()
      do {
        try connection.copyOut(Query(text: statement)) { _ in Issue.record("called") }
        Issue.record("copied")
      } catch let error as PostgresError {
        #expect(error.code == .unexpectedResult)
      }
      #expect(try count(&connection) == 0)
    }

    @Test func refusedStatements() throws {
      var connection = try connection()
      do {
        try connection.copyIn("COPY missing FROM STDIN") { _ in Issue.record("called") }
      } catch let error as PostgresError {
        #expect(error.sqlState == .undefinedTable)
      }
      #expect(throws: PostgresError.self) {
        try connection.copyOut("COPY (SELECT \(1)) TO STDOUT") { _ in }
      }
      #expect(try count(&connection) == 0)
    }
  }
}
