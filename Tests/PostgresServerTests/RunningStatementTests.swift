import Foundation
import Postgres
import Testing

extension ServerTests {
  @Suite struct RunningStatements {
    private func isAtWork(_ backend: Int32, seenBy connection: inout Connection) throws -> Bool {
      try connection.value(
        "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE pid = \(backend) AND state = 'active')")
    }

    @Test func theCallerGoesOnWhileTheServerWorks() throws {
      var watcher = try ServerTests.server().connect()
      let connection = try ServerTests.server().connect()
      let backend = connection.backendPID
      var running = try connection.start("SELECT 7, pg_sleep(0.5)")
      let end = Date(timeIntervalSinceNow: 0.4)
      var wasSeen = false
      while !wasSeen, Date() < end { wasSeen = try isAtWork(backend, seenBy: &watcher) }
      #expect(wasSeen)
      let rows = try running.rows()
      #expect(try rows.value(0, 0) == 7)
      #expect(throws: PostgresError.self) { _ = try running.rows().count }
    }

    @Test func seesTheSnapshotThatAnotherExported() throws {
      var owner = try ServerTests.server().connect()
      let table = "running_\(UUID().uuidString)"
      try owner.execute("CREATE TABLE \(identifier: table) (n int)")
      try owner.transaction(.repeatableRead) { owner in
        let name: String = try owner.value("SELECT pg_export_snapshot()")
        var other = try ServerTests.server().connect()
        try other.execute("INSERT INTO \(identifier: table) VALUES (1)")
        var beside = try ServerTests.server().connect()
        try beside.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try beside.execute("SET TRANSACTION SNAPSHOT \(literal: name)")
        var running = try beside.start("SELECT count(*) FROM \(identifier: table)")
        #expect(try running.rows().value(0, 0) == 0)
      }
      try owner.execute("DROP TABLE \(identifier: table)")
    }

    @Test func anErrorOfTheServerComesWithTheRows() throws {
      var running = try ServerTests.server().connect().start("SELECT 1 / (random() * 0)::int")
      let error = try #require(throws: PostgresError.self) { _ = try running.rows().count }
      #expect(error.sqlState?.rawValue == "22012")
    }

    /// Nobody waits for it any more: the server should not go on either.
    @Test func droppedItIsCancelled() throws {
      var watcher = try ServerTests.server().connect()
      let connection = try ServerTests.server().connect()
      let backend = connection.backendPID
      do { _ = try connection.start("SELECT pg_sleep(60)") }
      let end = Date(timeIntervalSinceNow: 5)
      while try isAtWork(backend, seenBy: &watcher), Date() < end {
        Thread.sleep(forTimeInterval: 0.02)
      }
      #expect(try !isAtWork(backend, seenBy: &watcher))
    }
  }
}
