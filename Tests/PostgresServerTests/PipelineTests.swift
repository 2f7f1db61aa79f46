import Postgres
import Testing

extension ServerTests {
  @Suite struct Pipelines {
    struct Stop: Error {}

    private func connection() throws -> Connection {
      var connection = try ServerTests.server().connect()
      try connection.run(script: "CREATE TEMP TABLE p (n int PRIMARY KEY, name text)")
      return connection
    }

    private func count(_ connection: inout Connection) throws -> Int {
      try connection.value("SELECT count(*) FROM p")
    }

    @Test func manyInserts() throws {
      var connection = try connection()
      let rows = try connection.pipeline { pipeline in
        for n in 0..<20_000 {
          try pipeline.execute("INSERT INTO p VALUES (\(n), \("顧客 \(n)"))")
        }
        #expect(pipeline.completedStatements == 20_000)
      }
      #expect(rows == 20_000)
      #expect(try count(&connection) == 20_000)
      #expect(try connection.value("SELECT name FROM p WHERE n = 12345") == "顧客 12345")
    }

    @Test func differentStatementsInTurn() throws {
      var connection = try connection()
      let rows = try connection.pipeline { pipeline in
        for n in 0..<100 {
          try pipeline.execute("INSERT INTO p VALUES (\(n), \(nil as String?))")
          try pipeline.execute("UPDATE p SET name = \("x") WHERE n = \(n)")
          try pipeline.execute("SELECT * FROM p WHERE n < 0")
          try pipeline.execute("UPDATE p SET name = \(["y"]) WHERE n = \(n)")
          try pipeline.execute("UPDATE p SET name = \("z") WHERE n = \(n)")
        }
      }
      #expect(rows == 400)
      #expect(try connection.value("SELECT count(*) FROM p WHERE name = 'z'", as: Int.self) == 100)
    }

    /// The same number and types of parameters, so only the text tells them apart.
    @Test func differentStatementsOfTheSameTypes() throws {
      var connection = try connection()
      try connection.pipeline { pipeline in
        try pipeline.execute("INSERT INTO p VALUES (\(1), 'a')")
        try pipeline.execute("INSERT INTO p VALUES (\(1) + 1, 'b')")
        try pipeline.execute("DELETE FROM p WHERE n = \(1)")
      }
      #expect(try connection.value("SELECT name FROM p", as: String.self) == "b")
    }

    @Test func aFailureUndoesItsSyncAndNamesTheStatement() throws {
      var connection = try connection()
      do {
        try connection.pipeline { pipeline in
          try pipeline.execute("INSERT INTO p VALUES (1, 'a')")
          try pipeline.sync()
          try pipeline.execute("INSERT INTO p VALUES (2, \("b"))")
          try pipeline.execute("INSERT INTO p VALUES (2, \("b"))")
          try pipeline.execute("INSERT INTO p VALUES (3, \("c"))")
        }
        Issue.record("ran")
      } catch let error as PostgresError {
        #expect(error.sqlState == .uniqueViolation)
        #expect(error.statementIndex == 2)
        #expect(error.statement == "INSERT INTO p VALUES (2, $1)")
      }
      #expect(try count(&connection) == 1)
      #expect(try connection.pipeline { try $0.execute("INSERT INTO p VALUES (4, 'd')") } == 1)
    }

    @Test func aStatementThatCannotBeParsed() throws {
      var connection = try connection()
      do {
        try connection.pipeline { pipeline in
          try pipeline.execute("INSERT INTO p VALUES (1, 'a')")
          try pipeline.execute("INSERT INTO missing VALUES (\(1))")
        }
        Issue.record("ran")
      } catch let error as PostgresError {
        #expect(error.sqlState == .undefinedTable)
        #expect(error.statementIndex == 1)
      }
      #expect(try count(&connection) == 0)
    }

    @Test func theBodysErrorSendsNothingMore() throws {
      var connection = try connection()
      #expect(throws: Stop.self) {
        try connection.pipeline { pipeline in
          try pipeline.execute("INSERT INTO p VALUES (1, 'a')")
          throw Stop()
        }
      }
      #expect(try count(&connection) == 0)
    }

    @Test func insideATransaction() throws {
      var connection = try connection()
      #expect(throws: Stop.self) {
        try connection.transaction { connection in
          try connection.pipeline { try $0.execute("INSERT INTO p VALUES (1, 'a')") }
          #expect(try connection.value("SELECT count(*) FROM p", as: Int.self) == 1)
          throw Stop()
        }
      }
      #expect(try count(&connection) == 0)
    }

    /// More answers than the buffers hold, while more is being sent: nobody may wait for ever.
    @Test func largeAnswers() throws {
      var connection = try connection()
      try connection.pipeline { pipeline in
        for _ in 0..<300 {
          try pipeline.execute("SELECT repeat('x', 100000), \(String(repeating: "y", count: 3000))")
        }
      }
      #expect(try count(&connection) == 0)
    }

    @Test func nothingQueued() throws {
      var connection = try connection()
      #expect(try connection.pipeline { _ in } == 0)
      #expect(try connection.pipeline { try $0.sync() } == 0)
    }

    @Test(arguments: [
      "COPY p FROM STDIN", " \n copy p TO STDOUT", "/* a /* b */ c */ COPY p FROM STDIN",
    ])
    func copyIsRefused(statement: String) throws {
      var connection = try connection()
      do {
        try connection.pipeline { try $0.execute(Query(text: statement)) }
        Issue.record("ran")
      } catch let error as PostgresError {
        #expect(error.code == .usage)
      }
      #expect(try count(&connection) == 0)
    }
  }
}
