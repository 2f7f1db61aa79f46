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
