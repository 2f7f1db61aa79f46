import Foundation
import Postgres
import Rendering
import Synchronization
import Testing
import Yurai

/// One audit and one import may run side by side, and reading goes on meanwhile.
@Suite struct SideBySideTests {
  private func mall() -> Mall {
    var mall = Mall.market()
    mall.add("customers", (1...3).map { Person($0).customer() })
    mall.add("orders", (1...3).map { Person($0).order() })
    return mall
  }

  /// Runs an audit, and `body` in the middle of it.
  private func during(
    _ stage: String, in database: TestDatabase, _ body: @escaping @Sendable () throws -> Void
  ) throws -> AuditJob.Outcome {
    var session = try database.session()
    var job = AuditJob()
    let times = Mutex(0)
    job.progress = { name in
      guard name == stage else { return }
      times.withLock { $0 += 1 }
      #expect(throws: Never.self) { try body() }
    }
    let outcome = try job.run(in: &session)
    #expect(times.withLock { $0 } == 1, "there is no stage \(stage)")
    return outcome
  }

  @Test(
    "trace, findings and the report do not wait for an audit",
    arguments: ["50_judge", "57_remember_verdicts"])
  func reading(_ stage: String) throws {
    try withDatabase { database in
      try database.load(mall())
      _ = try database.audit()
      _ = try during(stage, in: database) {
        var session = try database.session()
        // Instead of hanging, when it would.
        try session.connection.execute("SET lock_timeout = '3s'")
        #expect(try TraceJob().trail(of: "C001", in: &session).trail.verdict == .traced)
        #expect(try Listings.findings(rule: nil, since: nil, in: &session).isEmpty)
        #expect(try Listings.census(in: &session).customers == 3)
      }
    }
  }

  @Test("an import in the middle of an audit is not judged until the next one") func importing()
    throws
  {
    try withDatabase { database in
      try database.load(mall())
      let outcome = try during("50_judge", in: database) {
        var more = Mall()
        more.add("customers", [Person(4).customer()])
        more.add("orders", [Person(2).order("1", ["phone": ""])])
        try database.load(more)
      }
      #expect(outcome.unexplained == 0 && outcome.json.contains("\"customers\":3"))
      let judgement = try database.audit()
      #expect(judgement["C004"] == "untraced" && judgement["C002"] == "partial")
    }
  }

  /// A load into empty tables puts its rows there for every snapshot to see. So the audit's is taken when it has ended.
  @Test("an audit that begins while a table is being filled waits, and sees all of it")
  func filling()
    throws
  {
    try withDatabase { database in
      try database.load(mall())
      var other = try Connection(database.parameters)
      try other.execute("SET search_path = yurai, public")
      try other.execute("BEGIN")
      try other.execute("LOCK TABLE customer IN ACCESS EXCLUSIVE MODE")
      try other.execute("DELETE FROM customer WHERE customer_id = 'C003'")
      let found = Mutex<String?>(nil)
      let done = DispatchSemaphore(value: 0)
      let thread = Thread {
        #expect(throws: Never.self) {
          var session = try database.session()
          let outcome = try AuditJob().run(in: &session)
          found.withLock { $0 = outcome.json }
        }
        done.signal()
      }
      thread.start()
      try database.waitsForLock()
      try other.execute("COMMIT")
      done.wait()
      #expect(found.withLock { $0 }?.contains("\"customers\":2") == true)
    }
  }

  /// What waits for the audit holds up all that come after it, the audit's own second connection too if it comes late.
  @Test("an audit ends though somebody waits for its tables") func waiting() throws {
    try withDatabase { database in
      try database.load(mall())
      let done = DispatchSemaphore(value: 0)
      let outcome = try during("40_event", in: database) {
        let thread = Thread {
          #expect(throws: Never.self) {
            var other = try Connection(database.parameters)
            try other.execute("SET search_path = yurai, public")
            try other.execute("BEGIN")
            try other.execute("SET lock_timeout = '20s'")
            try other.execute(
              """
              LOCK TABLE customer, customer_record, record_salt, collection_event, collection_record, mall_name,
                         tenancy, provision, batch_rows IN ACCESS EXCLUSIVE MODE
              """)
            try other.execute("ROLLBACK")
          }
          done.signal()
        }
        thread.start()
        try database.waitsForLock()
      }
      #expect(outcome.unexplained == 0)
      done.wait()
    }
  }

  @Test("an audit ends though the server ends sessions that wait within a transaction") func idle()
    throws
  {
    try withDatabase { database in
      try database.load(mall())
      _ = try database.rows(
        """
        DO $$ BEGIN
          EXECUTE format('ALTER DATABASE %I SET idle_in_transaction_session_timeout = 300', current_database());
        END $$
        """)
      let outcome = try during("50_judge", in: database) { Thread.sleep(forTimeInterval: 1) }
      #expect(outcome.unexplained == 0)
    }
  }

  @Test("a second audit is told to wait, in the middle of the first") func secondAudit() throws {
    try withDatabase { database in
      try database.load(mall())
      _ = try during("40_event", in: database) {
        #expect(failure { _ = try database.audit() }.exit == .locked)
      }
      #expect(throws: Never.self) { try database.audit() }
    }
  }
}

extension TestDatabase {
  /// Returns when some session waits for a lock in this database.
  fileprivate func waitsForLock() throws {
    var isWaiting = false
    for _ in 0..<200 where !isWaiting {
      Thread.sleep(forTimeInterval: 0.05)
      isWaiting =
        try value(
          """
          SELECT count(*) > 0 FROM pg_locks l JOIN pg_database d ON d.oid = l.database AND d.datname = current_database()
           WHERE NOT granted
          """) == "t"
    }
    #expect(isWaiting)
  }
}
