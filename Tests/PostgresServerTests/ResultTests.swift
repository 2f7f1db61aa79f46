import Postgres
import Testing

extension ServerTests {
  @Suite struct Results {
    @Test func rowsByNumberAndName() throws {
      var connection = try ServerTests.server().connect()
      let rows = try connection.rows(
        """
        SELECT n AS id, 'shop ' || n AS "Name", n > 1 AS closed, NULL AS nothing, n / 2.0::float8
        FROM generate_series(1, 2) AS n
        """)
      #expect(rows.count == 2)
      #expect(rows.isEmpty == false)
      #expect(rows.affectedRows == 2)
      #expect(rows.columnNames == ["id", "Name", "closed", "nothing", "?column?"])
      #expect(rows.columnTypes == [23, 25, 16, 25, 701])
      #expect(try rows[1, "Name"] == "shop 2")
      #expect(try rows[0, "nothing"] == nil)
      #expect(try rows.value(1, "id", as: Int.self) == 2)
      #expect(try rows.value(1, 2, as: Bool.self))
      #expect(try rows.map { try $0.int("id") } == [1, 2])
      #expect(try rows.map { try $0.bool(2) } == [false, true])
      #expect(try rows.map { try $0.double(4) } == [0.5, 1])
      #expect(try rows.map { try $0.isNull(3) } == [true, true])
      #expect(try rows.map { try $0.int(3) } == [nil, nil])
      try rows.forEach { row in
        #expect(row.columnCount == 5)
        try row.withText("Name") { text in
          let count = text?.count
          #expect(count == 6)
        }
        try row.withText("nothing") { text in
          let count = text?.count
          #expect(count == nil)
        }
      }
    }

    @Test func whatIsNotThereThrows() throws {
      var connection = try ServerTests.server().connect()
      let rows = try connection.rows("SELECT 1 AS id")
      #expect(throws: PostgresError.self) { try rows[0, 1] }
      #expect(throws: PostgresError.self) { try rows[0, -1] }
      #expect(throws: PostgresError.self) { try rows[1, 0] }
      #expect(throws: PostgresError.self) { try rows[-1, 0] }
      #expect(throws: PostgresError.self) { try rows[0, "ID"] }
    }

    @Test func unreadableValuesAreNotShown() throws {
      var connection = try ServerTests.server().connect()
      let rows = try connection.rows("SELECT '山田' AS name, NULL AS age")
      do {
        _ = try rows.value(0, "name", as: Int.self)
        Issue.record("read")
      } catch {
        #expect(error.code == .unreadableValue)
        #expect(error.description.contains("name"))
        #expect(!error.debugDescription.contains("山田"))
      }
      #expect(throws: PostgresError.self) { try rows.value(0, "age", as: Int.self) }
      #expect(try rows.value(0, "age", as: Int?.self) == nil)
    }

    @Test func singleValues() throws {
      var connection = try ServerTests.server().connect()
      #expect(try connection.value("SELECT 7", as: Int.self) == 7)
      #expect(try connection.value("SELECT 7 WHERE false", as: Int?.self) == nil)
      #expect(try connection.value("SELECT NULL", as: String?.self) == nil)
      #expect(throws: PostgresError.self) {
        try connection.value("SELECT 7 WHERE false", as: Int.self)
      }
      #expect(throws: PostgresError.self) { try connection.value("VALUES (1), (2)", as: Int.self) }
      #expect(throws: PostgresError.self) { try connection.value("SELECT", as: Int.self) }
    }

    @Test func executeCounts() throws {
      var connection = try ServerTests.server().connect()
      #expect(try connection.execute("CREATE TEMP TABLE counted (n int)") == 0)
      #expect(
        try connection.execute("INSERT INTO counted SELECT generate_series(1, \(5)::int)") == 5)
      #expect(try connection.execute("UPDATE counted SET n = 0 WHERE n > \(3)") == 2)
      #expect(try connection.execute("SELECT * FROM counted") == 5)
      #expect(try connection.execute("DELETE FROM counted") == 5)
      #expect(try connection.execute("") == 0)
    }

    @Test func oneStatementAtATime() throws {
      var connection = try ServerTests.server().connect()
      do {
        try connection.execute("SELECT 1; SELECT 2")
        Issue.record("ran")
      } catch {
        #expect(error.sqlState == .syntaxError)
      }
    }

    @Test func scripts() throws {
      var connection = try ServerTests.server().connect()
      try connection.run(script: "CREATE TEMP TABLE s (n int); INSERT INTO s VALUES (1); SELECT 1")
      do {
        try connection.run(script: "INSERT INTO s VALUES (2); SELECT nonsense; SELECT 3")
        Issue.record("ran")
      } catch {
        #expect(error.sqlState == .undefinedColumn)
        #expect(error.position == 34)
        #expect(error.description.contains("nonsense"))
      }
      #expect(try connection.value("SELECT count(*) FROM s", as: Int.self) == 1)
      try connection.run(script: "")
      #expect(throws: PostgresError.self) { try connection.run(script: "SELECT 1;\u{0}") }
    }

    /// COPY inside other calls must not leave the session waiting for data.
    @Test(arguments: [
      "COPY c FROM STDIN", "COPY c TO STDOUT", "SELECT 1; COPY c TO STDOUT; SELECT 2",
      "COPY c FROM STDIN; SELECT 1",
    ])
    func copyInsideOtherCalls(script: String) throws {
      var connection = try ServerTests.server().connect()
      try connection.run(script: "CREATE TEMP TABLE c AS SELECT generate_series(1, 10) AS n")
      do {
        try connection.run(script: script)
        Issue.record("ran")
      } catch {
        #expect(error.code == .unexpectedResult)
      }
      if !script.contains(";") {
        let query = Query(text: script)
        #expect(throws: PostgresError.self) { try connection.execute(query) }
        #expect(throws: PostgresError.self) { try connection.forEach(query) { _ in } }
      }
      #expect(try connection.value("SELECT count(*) FROM c", as: Int.self) == 10)
    }
  }
}
