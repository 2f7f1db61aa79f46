import Foundation
import Postgres
import Testing
import Yurai

/// Somebody who only ordered as a guest has no record, and is erased all the same.
@Suite struct EraseOrdersTests {
  private let guest = Person(5)

  private var mall: Mall {
    var mall = Mall.market()
    mall.add("customers", [1, 2].map { Person($0).customer() }, path: "c.csv")
    mall.add(
      "orders",
      [
        Person(1).order(), Person(2).order(), guest.order("g", ["customer_id": ""]),
        guest.order("h", ["customer_id": "", "merchant_id": "unknown"]),
        Person(6).order("1", ["customer_id": "C-gone"]),
      ], path: "o.csv")
    return mall
  }

  private func erase(_ database: TestDatabase, _ orders: String...) throws -> EraseJob.Outcome {
    var session = try database.session()
    var job = EraseJob()
    job.reason = "retention"
    job.orders = orders
    return try job.run(customer: nil, in: &session)
  }

  @Test("her orders are gone, a place stands for them, and the bundle holds") func erased() throws {
    try Liar.with(mall) { liar throws in
      let database = liar.database
      let before = try database.audit()
      #expect(!before.findings(of: "unknown-merchant").isEmpty)
      let places = try database.value("SELECT records FROM record_count")
      #expect(places == "2")
      let run = try database.tool(
        "erase", "--order", "tony/hana/5-g", "--order", "tony/unknown/5-h", "--retention")
      #expect(run.code == 0 && run.output.contains("2 order(s)"), "\(run.output)\(run.errors)")
      #expect(run.output.contains("place 2 stands"), "\(run.output)")
      for (table, column) in [
        ("collection_record", "name"), ("collection_record", "email"), ("finding", "subject_id"),
        ("collection_event", "source_id"), ("audit_event", "source_id"),
        ("audit_finding", "subject_id"),
      ] {
        let query: Query =
          """
          SELECT count(*) FROM \(identifier: table) WHERE \(identifier: column) LIKE '%5-g%'
             OR \(identifier: column) LIKE '%5-h%' OR \(identifier: column) = \(guest.name)
             OR \(identifier: column) = \(guest.email)
          """
        #expect(try database.value(query) == "0", "\(table).\(column)")
      }
      let judged = try database.audit()
      #expect(judged.findings(of: "row-changed").isEmpty, "\(judged.details)")
      #expect(judged.run.verdicts["erased"] == 1)
      #expect(try database.value("SELECT records FROM record_count") == "3")
      #expect(
        try database.value(
          "SELECT leaf::json ->> 'customers' FROM ledger_leaf WHERE kind = 'erasure'") == "0")
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "yurai-orders-\(UUID().uuidString)")
      defer { try? FileManager.default.removeItem(at: folder) }
      let report = try database.tool("report", "--output", folder.path)
      #expect(report.code == 0, "\(report.errors)")
      let verified = try Tool(xdg: database.server.xdg).run("verify", folder.path)
      #expect(verified.code == 0, "\(verified.output)\(verified.errors)")
      // The next record gets the place behind.
      var next = Mall()
      next.add("customers", [Person(3).customer()], path: "n.csv")
      try database.load(next)
      #expect(
        try database.value("SELECT leaf_no FROM record_salt ORDER BY leaf_no DESC LIMIT 1") == "3")
      #expect(try liar.changes().isEmpty)
    }
  }

  @Test("the same order in another file is a finding; a new one is not") func reappears() throws {
    try Liar.with(mall) { liar throws in
      let database = liar.database
      _ = try erase(database, "tony/hana/5-g", "tony/unknown/5-h")
      #expect(try database.audit().findings(of: "erased-reappeared").isEmpty)
      var back = Mall()
      back.add(
        "orders",
        [
          guest.order("g", ["customer_id": "", "status": "shipped", "tracking_no": "T-new"]),
          guest.order("i", ["customer_id": "", "ordered_at": "2008-08-09T10:00:00+09:00"]),
          Person(7).order("1", ["customer_id": "", "ordered_at": guest.orderedAt]),
        ], path: "back.csv")
      try database.load(back)
      #expect(
        try database.audit().findings(of: "erased-reappeared") == ["tony/hana/5-g"])
      // As a member she is recognised like everybody who was erased.
      var member = Mall()
      member.add("customers", [guest.customer()], path: "m.csv")
      try database.load(member)
      #expect(
        try database.audit().findings(of: "erased-reappeared") == [guest.id, "tony/hana/5-g"])
    }
  }

  @Test("orders of customers, and such as are not there, are refused whole") func refused() throws {
    try Liar.with(mall) { liar throws in
      let database = liar.database
      let content = try database.content()
      let owned = failure { _ = try erase(database, "tony/hana/5-g", "tony/hana/1-1") }
      #expect(
        owned.description.contains("1 of the orders belong to a customer who is not named"),
        "\(owned)")
      let missing = failure { _ = try erase(database, "tony/hana/5-g", "tony/hana/nope") }
      #expect(missing.description.contains("1 of the orders are not there"), "\(missing)")
      #expect(try database.content() == content)
      let silent = try database.tool("erase", "--retention")
      #expect(silent.code == 64 && silent.errors.contains("--order"), "\(silent.errors)")
      // Whoever's record is not there counts as a guest.
      #expect(try erase(database, "tony/hana/6-1").events == 1)
      #expect(try database.audit().findings(of: "order-without-customer").isEmpty)
      #expect(try liar.changes().isEmpty)
    }
  }

  @Test("while an import runs it waits for nobody, and says so") func locked() throws {
    try Liar.with(mall) { liar throws in
      let database = liar.database
      var importer = try Connection(database.parameters)
      try importer.execute("SELECT pg_advisory_lock(hashtext('yurai import'))")
      let error = failure { _ = try erase(database, "tony/hana/5-g") }
      #expect(error.exit == .locked, "\(error)")
    }
  }
}
