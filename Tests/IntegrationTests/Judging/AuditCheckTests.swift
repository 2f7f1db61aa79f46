import Foundation
import Postgres
import Testing
import Yurai

/// `audit --check` says what an audit would say, and keeps nothing of it.
@Suite struct AuditCheckTests {
  private func withMall(_ body: (TestDatabase) throws -> Void) throws {
    try withDatabase { database in
      try database.loadGenerated(customers: 300)
      try body(database)
    }
  }

  private func run(isCheck: Bool, in database: TestDatabase) throws -> AuditJob.Outcome {
    var session = try database.session()
    var job = AuditJob()
    job.isCheck = isCheck
    return try job.run(in: &session)
  }

  /// A run's JSON from its mode on: its number comes before that.
  private func found(_ outcome: AuditJob.Outcome) throws -> Substring {
    let mode = try #require(outcome.json.range(of: ",\"mode\""))
    return outcome.json[mode.lowerBound...]
  }

  @Test("before the first audit, and again after it and a correction") func same() throws {
    try withMall { database in
      for _ in 1...2 {
        let before = try database.content()
        let check = try run(isCheck: true, in: database)
        #expect(try database.content() == before)
        #expect(check.run == nil && check.json.hasPrefix(#"{"version":1,"run":null,"mode":"full""#))
        let audit = try run(isCheck: false, in: database)
        #expect(try audit.run != nil && found(check) == found(audit))
        #expect(check.unexplained == audit.unexplained && check.unexplained > 0)
        var more = Mall.market()
        more.add("customers", [Person(1).customer()])
        try database.load(more)
      }
    }
  }

  @Test("a row that was changed is found") func changed() throws {
    try withMall { database in
      _ = try run(isCheck: false, in: database)
      #expect(try run(isCheck: true, in: database).untrue == 0)
      _ = try database.rows(
        "UPDATE customer_record SET name = '別人' WHERE line = (SELECT min(line) FROM customer_record)"
      )
      let check = try run(isCheck: true, in: database)
      #expect(check.untrue == 1 && check.json.contains(#""row-changed":1"#))
      #expect(try found(run(isCheck: false, in: database)) == found(check))
    }
  }

  @Test("a commitment that was given to nobody is found") func swapped() throws {
    try withMall { database in
      _ = try run(isCheck: false, in: database)
      _ = try database.rows(
        "UPDATE record_salt SET customer_key = customer_key + 1 WHERE leaf_no = 7")
      let check = try run(isCheck: true, in: database)
      #expect(check.json.contains(#""row-changed":2"#), "\(check.json)")
      let audit = try run(isCheck: false, in: database)
      #expect(audit.json.contains(#""row-changed":2"#), "\(audit.json)")
    }
  }

  @Test("a check takes no number") func number() throws {
    try withMall { database in
      for _ in 1...3 { _ = try run(isCheck: true, in: database) }
      #expect(try run(isCheck: false, in: database).run == 1)
    }
  }

  @Test("the command says so, and tells nobody") func command() throws {
    try withMall { database in
      let events = "\(database.folder)/events.jsonl"
      let check = try database.tool("audit", "--check", "--lineage", events)
      #expect(check.code == 2)
      #expect(check.output.hasPrefix("Audit, checked only (full): 300 customer records\n"))
      #expect(check.output.hasSuffix("\nNothing was kept: the last audit stands.\n"))
      #expect(!check.output.contains("yurai "), "it points to what was not kept")
      #expect(!FileManager.default.fileExists(atPath: events))
    }
  }
}
