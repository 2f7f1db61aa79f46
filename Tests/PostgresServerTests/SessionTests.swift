import Foundation
import Postgres
import Synchronization
import Testing

extension ServerTests {
  @Suite struct Sessions {
    /// Runs a block on a plain thread, as the tool runs its jobs.
    private func onThread(_ body: @escaping @Sendable () -> Void) {
      Thread(block: body).start()
    }

    @Test func whatTheServerSays() throws {
      let server = try ServerTests.server()
      var connection = try server.connect()
      let version = try connection.value("SHOW server_version_num", as: Int.self)
      #expect(connection.serverVersion == version)
      #expect(connection.backendPID == (try connection.value("SELECT pg_backend_pid()")))
      #expect(connection.parameterStatus("client_encoding") == "UTF8")
      #expect(connection.parameterStatus("application_name") == "yurai")
      #expect(connection.parameterStatus("nonsense") == nil)
      #expect(connection.database == "postgres")
      #expect(connection.user == "tester")
      #expect(connection.host == server.directory)
      #expect(connection.port == "5432")
      #expect(connection.isLost == false)
    }

    @Test func cancelFromAnotherThread() throws {
      var connection = try ServerTests.server().connect()
      let canceller = connection.canceller
      onThread {
        Thread.sleep(forTimeInterval: 0.2)
        try? canceller.cancel()
      }
      let start = ContinuousClock.now
      do {
        try connection.execute("SELECT pg_sleep(30)")
        Issue.record("not cancelled")
      } catch {
        #expect(error.code == .cancelled)
        #expect(error.sqlState == .queryCanceled)
        #expect(error.description.contains("57014 query_canceled"))
      }
      #expect(ContinuousClock.now - start < .seconds(10))
      #expect(try connection.value("SELECT 1", as: Int.self) == 1)
    }

    @Test func cancelWhileStreaming() throws {
      var connection = try ServerTests.server().connect()
      let canceller = connection.canceller
      var rows = 0
      do {
        try connection.forEach("SELECT generate_series(1, 100000000000)") { _ in
          rows += 1
          if rows == 1000 { try canceller.cancel() }
        }
        Issue.record("not cancelled")
      } catch let error as PostgresError {
        #expect(error.code == .cancelled)
      }
      #expect(rows >= 1000)
      #expect(try connection.value("SELECT 1", as: Int.self) == 1)
    }

    @Test func cancelWhileCopying() throws {
      var connection = try ServerTests.server().connect()
      try connection.run(script: "CREATE TEMP TABLE cancelled (n int)")
      let canceller = connection.canceller
      do {
        try connection.copyIn("COPY cancelled FROM STDIN") { copy in
          try copy.write("1\n")
          try copy.flush()
          try canceller.cancel()
          for _ in 0..<200_000 { try copy.write("2\n") }
        }
        Issue.record("not cancelled")
      } catch let error as PostgresError {
        #expect(error.code == .cancelled)
      }
      #expect(try connection.value("SELECT count(*) FROM cancelled", as: Int.self) == 0)
    }

    @Test func cancellingAnIdleSessionDoesNothing() throws {
      var connection = try ServerTests.server().connect()
      let canceller = connection.canceller
      try canceller.cancel()
      try canceller.cancel()
      // Delivered is not yet acted upon; a second session gives it the time.
      var other = try ServerTests.server().connect()
      try other.execute("SELECT pg_sleep(0.2)")
      #expect(try connection.value("SELECT 1", as: Int.self) == 1)
    }

    @Test func statementTimeoutIsCancelled() throws {
      var connection = try ServerTests.server().connect()
      try connection.execute("SET statement_timeout = '50ms'")
      do {
        try connection.execute("SELECT pg_sleep(30)")
        Issue.record("not cancelled")
      } catch {
        #expect(error.code == .cancelled)
      }
    }

    @Test func lockTimeout() throws {
      var holder = try ServerTests.server().connect()
      var waiter = try ServerTests.server().connect()
      try holder.run(script: "CREATE TABLE locked (n int)")
      try holder.transaction { holder in
        try holder.execute("LOCK TABLE locked")
        do throws(PostgresError) {
          try waiter.run(script: "BEGIN; LOCK TABLE locked NOWAIT; COMMIT")
          Issue.record("locked")
        } catch {
          #expect(error.sqlState == .lockNotAvailable)
        }
      }
    }

    @Test func aTerminatedSessionIsConnectionLost() throws {
      var connection = try ServerTests.server().connect()
      var other = try ServerTests.server().connect()
      let pid = connection.backendPID
      #expect(try other.value("SELECT pg_terminate_backend(\(Int(pid))::int)", as: Bool.self))
      do {
        try connection.execute("SELECT 1")
        Issue.record("alive")
      } catch {
        #expect(error.code == .connectionLost)
        #expect(error.sqlState == .adminShutdown || error.sqlState == nil)
      }
      #expect(connection.isLost == true)
      // Every call after it says the same.
      do {
        try connection.execute("SELECT 1")
        Issue.record("alive")
      } catch {
        #expect(error.code == .connectionLost)
      }
      for code in [
        lost { try connection.copyIn("COPY x FROM STDIN") { _ in } },
        lost { try connection.copyOut("COPY x TO STDOUT") { _ in } },
        lost { try connection.forEach("SELECT 1") { _ in } },
        lost { try connection.pipeline { try $0.execute("SELECT 1") } },
        lost { try connection.transaction { _ in } },
        lost { try connection.run(script: "SELECT 1") },
        lost { _ = try connection.rows("SELECT 1").count },
        lost { try connection.canceller.cancel() },
      ] {
        #expect(code == .connectionLost)
      }
    }

    private func lost(_ body: () throws -> Void) -> PostgresError.Code? {
      do {
        try body()
        return nil
      } catch {
        return (error as? PostgresError)?.code
      }
    }

    /// The server's last word is kept, not libpq's remark that it said nothing more.
    @Test func theReasonOfALossIsKept() throws {
      var connection = try ServerTests.server().connect()
      do throws(PostgresError) {
        try connection.execute("SELECT pg_terminate_backend(pg_backend_pid()), pg_sleep(5)")
        Issue.record("alive")
      } catch {
        #expect(error.code == .connectionLost)
        #expect(error.sqlState == .adminShutdown)
        #expect(error.severity == "FATAL")
      }
    }

    @Test(arguments: ["execute", "forEach", "copyIn", "copyOut", "pipeline", "transaction"])
    func terminatedInTheMiddle(call: String) throws {
      var connection = try ServerTests.server().connect()
      var other = try ServerTests.server().connect()
      try connection.run(script: "CREATE TEMP TABLE mid (n int)")
      let kill: Query = "SELECT pg_terminate_backend(\(Int(connection.backendPID))::int)"
      let code = lost {
        switch call {
        case "execute":
          try connection.execute("SELECT pg_terminate_backend(pg_backend_pid()), pg_sleep(5)")
        case "forEach":
          try connection.forEach("SELECT generate_series(1, 10000000)") { row in
            if try row.int(0) == 1 { try other.execute(kill) }
          }
        case "copyIn":
          try connection.copyIn("COPY mid FROM STDIN") { copy in
            try copy.write("1\n")
            try copy.flush()
            try other.execute(kill)
            for _ in 0..<2_000_000 { try copy.write("2\n") }
          }
        case "copyOut":
          var first = true
          try connection.copyOut("COPY (SELECT generate_series(1, 10000000)) TO STDOUT") { _ in
            if first { try other.execute(kill) }
            first = false
          }
        case "pipeline":
          try connection.pipeline { pipeline in
            try pipeline.execute("SELECT 1")
            try other.execute(kill)
            for _ in 0..<5000 { try pipeline.execute("SELECT 1") }
          }
        default:
          try connection.transaction { connection in
            try other.execute(kill)
            try connection.execute("SELECT 1")
          }
        }
      }
      #expect(code == .connectionLost)
      #expect(connection.isLost == true)
    }

    @Test func notices() throws {
      var connection = try ServerTests.server().connect()
      // Before there is a handler they are dropped.
      try connection.run(script: "DO $$ BEGIN RAISE NOTICE 'unheard'; END $$")
      let box = NoticeList()
      connection.notices = { box.append($0) }
      try connection.run(
        script: """
          DO $$ BEGIN
            RAISE NOTICE '由来 %', 1;
            RAISE WARNING 'careful' USING ERRCODE = 'YU001', HINT = 'look', DETAIL = 'there';
          END $$
          """)
      try connection.execute("DROP TABLE IF EXISTS not_there")
      connection.notices = nil
      try connection.execute("DROP TABLE IF EXISTS not_there")
      let notices = box.notices
      #expect(notices.count == 3)
      #expect(notices.map(\.severity) == ["NOTICE", "WARNING", "NOTICE"])
      #expect(notices.map(\.sqlState?.rawValue) == ["00000", "YU001", "00000"])
      #expect(notices.first?.message == "由来 1")
      #expect(notices.dropFirst().first?.hint == "look")
      #expect(notices.dropFirst().first?.detail == "there")
    }

    /// A connection may go from thread to thread.
    @Test func aConnectionMovesToAnotherThread() throws {
      let job = Job(connection: try ServerTests.server().connect())
      let done = DispatchSemaphore(value: 0)
      onThread {
        job.run()
        done.signal()
      }
      done.wait()
      #expect(job.result.withLock { $0 } == 42)
    }

    private final class Job: Sendable {
      let connection: Mutex<Connection>
      let result = Mutex<Int?>(nil)
      init(connection: consuming sending Connection) { self.connection = Mutex(connection) }
      func run() {
        let value = connection.withLock { try? $0.value("SELECT 42", as: Int.self) }
        result.withLock { $0 = value }
      }
    }
  }
}

/// Collects notices from whichever thread they come.
final class NoticeList: Sendable {
  private let list = Mutex<[Notice]>([])
  var notices: [Notice] { list.withLock { $0 } }
  func append(_ notice: Notice) { list.withLock { $0.append(notice) } }
}
