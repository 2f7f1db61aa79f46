import Foundation
import Postgres
import Testing

extension ServerTests {
  @Suite struct Streaming {
    struct Enough: Error {}

    /// The whole result would take some 400 MB. Other tests of this process grow at the same time.
    @Test func aMillionRowsInFlatMemory() throws {
      var connection = try ServerTests.server().connect()
      let before = residentKilobytes()
      var highest = 0
      var sum = 0
      var count = 0
      try connection.forEach(
        "SELECT n, n % 7, repeat('customer ', 40) || n FROM generate_series(1, \(1_000_000)) AS n"
      ) { row in
        sum += try row.value(0, as: Int.self)
        count += 1
        if count % 100_000 == 0 { highest = max(highest, residentKilobytes()) }
      }
      #expect(count == 1_000_000)
      #expect(sum == 500_000_500_000)
      #if !SANITIZED
        #expect(highest - before < 120_000, "grew by \(highest - before) kB")
      #endif
    }

    @Test func theBodysErrorEndsItAndTheConnectionGoesOn() throws {
      var connection = try ServerTests.server().connect()
      var seen = 0
      #expect(throws: Enough.self) {
        try connection.forEach("SELECT generate_series(1, 10000)") { _ in
          seen += 1
          if seen == 3 { throw Enough() }
        }
      }
      #expect(seen == 3)
      #expect(try connection.value("SELECT 1", as: Int.self) == 1)
    }

    /// A transaction survives a body that stops early, since nothing is cancelled.
    @Test func stoppingEarlyDoesNotFailTheTransaction() throws {
      var connection = try ServerTests.server().connect()
      let value = try connection.transaction { connection in
        do {
          try connection.forEach("SELECT generate_series(1, 10000)") { _ in throw Enough() }
        } catch is Enough {}
        return try connection.value("SELECT 5", as: Int.self)
      }
      #expect(value == 5)
    }

    @Test func aFailureAfterSomeRows() throws {
      var connection = try ServerTests.server().connect()
      var seen = 0
      do {
        try connection.forEach("SELECT 1 / (1000 - n) FROM generate_series(1, 2000) AS n") { _ in
          seen += 1
        }
        Issue.record("ran")
      } catch let error as PostgresError {
        #expect(error.sqlState == .divisionByZero)
      }
      #expect(seen <= 999)
      #expect(connection.isLost == false)
      #expect(try connection.value("SELECT 1", as: Int.self) == 1)
    }

    @Test func noRowsAndNoColumns() throws {
      var connection = try ServerTests.server().connect()
      var seen = 0
      try connection.forEach("SELECT 1 WHERE false") { _ in seen += 1 }
      try connection.forEach("CREATE TEMP TABLE nothing ()") { _ in seen += 1 }
      #expect(seen == 0)
      try connection.forEach("SELECT FROM generate_series(1, 3)") { row in
        seen += 1
        #expect(row.columnCount == 0)
      }
      #expect(seen == 3)
    }

    private func residentKilobytes() -> Int {
      let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
      let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
      return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    }
  }
}
