import Postgres
import Testing

extension ServerTests {
  @Suite struct Transactions {
    struct Stop: Error {}

    private func connection() throws -> Connection {
      var connection = try ServerTests.server().connect()
      try connection.run(script: "CREATE TEMP TABLE t (n int UNIQUE DEFERRABLE INITIALLY DEFERRED)")
      return connection
    }

    @Test func commits() throws {
      var connection = try connection()
      let value = try connection.transaction { connection in
        #expect(connection.isInTransaction == true)
        return try connection.execute("INSERT INTO t VALUES (1)")
      }
      #expect(value == 1)
      #expect(connection.isInTransaction == false)
      #expect(try connection.value("SELECT count(*) FROM t", as: Int.self) == 1)
    }

    @Test func rollsBackOnThrow() throws {
      var connection = try connection()
      #expect(throws: Stop.self) {
        try connection.transaction { connection in
          try connection.execute("INSERT INTO t VALUES (1)")
          throw Stop()
        }
      }
      #expect(connection.isInTransaction == false)
      #expect(try connection.value("SELECT count(*) FROM t", as: Int.self) == 0)
    }

    @Test func rollsBackOnAStatementsFailure() throws {
      var connection = try connection()
      do {
        try connection.transaction { connection in
          try connection.execute("INSERT INTO t VALUES (1)")
          try connection.execute("SELECT 1 / 0")
        }
        Issue.record("committed")
      } catch let error as PostgresError {
        #expect(error.sqlState == .divisionByZero)
      }
      #expect(try connection.value("SELECT count(*) FROM t", as: Int.self) == 0)
    }

    /// COMMIT of a failed transaction rolls back and reports success: that must not pass unseen.
    @Test func aSwallowedErrorDoesNotCommit() throws {
      var connection = try connection()
      do {
        try connection.transaction { connection in
          try connection.execute("INSERT INTO t VALUES (1)")
          _ = try? connection.execute("SELECT 1 / 0")
        }
        Issue.record("committed")
      } catch let error as PostgresError {
        #expect(error.code == .transactionAborted)
      }
      #expect(connection.isInTransaction == false)
      #expect(try connection.value("SELECT count(*) FROM t", as: Int.self) == 0)
    }

    @Test func commitsOwnFailureIsThrown() throws {
      var connection = try connection()
      do {
        try connection.transaction { try $0.execute("INSERT INTO t VALUES (1), (1)") }
        Issue.record("committed")
      } catch let error as PostgresError {
        #expect(error.sqlState == .uniqueViolation)
      }
      #expect(connection.isInTransaction == false)
      #expect(try connection.value("SELECT count(*) FROM t", as: Int.self) == 0)
    }

    @Test func nestingIsAnError() throws {
      var connection = try connection()
      do {
        try connection.transaction { connection in
          try connection.transaction { _ in }
        }
        Issue.record("nested")
      } catch let error as PostgresError {
        #expect(error.code == .usage)
      }
      #expect(connection.isInTransaction == false)
      try connection.execute("BEGIN")
      #expect(throws: PostgresError.self) { try connection.transaction { _ in } }
      #expect(connection.isInTransaction == true)
    }

    @Test(arguments: ["COMMIT", "ROLLBACK"])
    func endingItInsideIsAnError(statement: String) throws {
      var connection = try connection()
      do {
        try connection.transaction { try $0.run(script: statement) }
        Issue.record("passed")
      } catch let error as PostgresError {
        #expect(error.code == .usage)
      }
    }

    @Test(arguments: Isolation.allCases, [true, false])
    func levels(isolation: Isolation, readOnly: Bool) throws {
      var connection = try connection()
      try connection.transaction(isolation, readOnly: readOnly) { connection in
        let level = try connection.value("SHOW transaction_isolation", as: String.self)
        #expect(level == isolation.rawValue.lowercased())
        let access = try connection.value("SHOW transaction_read_only", as: String.self)
        #expect(access == (readOnly ? "on" : "off"))
      }
    }

    @Test func readOnlyRefusesWrites() throws {
      var connection = try connection()
      do {
        try connection.transaction(readOnly: true) { try $0.run(script: "CREATE TABLE w ()") }
        Issue.record("wrote")
      } catch let error as PostgresError {
        #expect(error.sqlState == .readOnlySQLTransaction)
      }
    }

    @Test func serializationFailure() throws {
      var first = try ServerTests.server().connect()
      try first.run(script: "CREATE TABLE serial (n int); INSERT INTO serial VALUES (1)")
      var second = try ServerTests.server().connect()
      do {
        try first.transaction(.repeatableRead) { first in
          _ = try first.value("SELECT n FROM serial", as: Int.self)
          try second.execute("UPDATE serial SET n = 2")
          try first.execute("UPDATE serial SET n = 3")
        }
        Issue.record("committed")
      } catch let error as PostgresError {
        #expect(error.sqlState == .serializationFailure)
      }
    }
  }
}
